package dev.lambdawatch.join;

/// The history of one process.
class FunctionHistoryTest extends FunctionHistoryContract {
    FunctionHistoryTest() {
        super(FunctionHistory.inMemory());
    }
}
