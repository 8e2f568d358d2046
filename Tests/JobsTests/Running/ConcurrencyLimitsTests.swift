import Jobs
import Testing

@Suite struct ConcurrencyLimitsTests {
    @Test(
        "As many jobs run side by side as cores and memory allow, and always one",
        arguments: [(8, 100, 10, 8), (8, 35, 10, 3), (8, 5, 10, 1), (0, 0, 0, 1), (1, 100, 1, 1)])
    func slots(cores: Int, memory: Int, perJob: Int, slots: Int) {
        #expect(ConcurrencyLimits(cores: cores, memory: memory, memoryPerJob: perJob).slots == slots)
    }

    @Test(
        "The cores are shared by what runs, and each gets at least one",
        arguments: [(0, 8), (1, 8), (3, 2), (9, 1)])
    func threads(running: Int, threads: Int) {
        let budget = ConcurrencyLimits(cores: 8, memory: 1, memoryPerJob: 1)
        #expect(budget.threads(whenRunning: running) == threads)
    }

    @Test("This machine has a core and memory")
    func machine() {
        let budget = ConcurrencyLimits(memoryPerJob: 1)
        #expect(budget.cores >= 1 && budget.memory > 64 << 20)
    }
}
