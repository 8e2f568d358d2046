import Probing
import Testing

@testable import Files
@testable import WatchedFolder

@Suite struct ReadinessTests {
    private let start = ContinuousClock.now
    private let times = Readiness.Times(
        settle: .seconds(2), stalledAfter: .seconds(600), refusedAfter: .seconds(3600))

    @Test("A whole file is taken after it has settled, at once where its writer has closed it")
    func whole() {
        var file = Readiness(identity(1), at: start)
        #expect(!file.isDue(at: start + .seconds(1), times))
        #expect(file.verdict(.whole, at: start + .seconds(1), times) == .wait(until: start + .seconds(2)))
        #expect(file.verdict(.whole, at: start + .seconds(2), times) == .ready)
        file.observe(identity(1), at: start, isClosed: true)
        #expect(file.isDue(at: start, times))
        #expect(file.verdict(.whole, at: start, times) == .ready)
    }

    @Test("A closed file that is not whole waits like any other, and so does one without an end")
    func closedTooEarly() {
        let file = Readiness(identity(1), at: start, isClosed: true)
        #expect(file.verdict(.incomplete("x"), at: start, times) == .wait(until: start + .seconds(2)))
        #expect(file.verdict(.plausible, at: start, times) == .wait(until: start + .seconds(10)))
        #expect(file.verdict(.plausible, at: start + .seconds(10), times) == .ready)
        #expect(file.verdict(.unknown, at: start + .seconds(9), times) == .wait(until: start + .seconds(10)))
    }

    @Test("A pause that is longer than the wait does not make a half file ready, whatever its length")
    func pauses() {
        var file = Readiness(identity(1), at: start)
        #expect(
            file.verdict(.incomplete("half"), at: start + .seconds(30), times)
                == .waiting(reason: "half", until: start + .seconds(600)))
        var isChanged = file.observe(identity(2), at: start + .seconds(60))
        #expect(isChanged)
        #expect(
            file.verdict(.whole, at: start + .seconds(61), times) == .wait(until: start + .seconds(62)))
        isChanged = file.observe(identity(2), at: start + .seconds(62))
        #expect(!isChanged)
        #expect(file.verdict(.whole, at: start + .seconds(62), times) == .ready)
    }

    @Test("A photo that may lack its end mark only is taken where others are called stalled")
    func unended() {
        let file = Readiness(identity(1), at: start)
        #expect(
            file.verdict(.unended("x"), at: start + .seconds(599), times)
                == .waiting(reason: "x", until: start + .seconds(600)))
        #expect(file.verdict(.unended("x"), at: start + .seconds(600), times) == .ready)
    }

    @Test("A file that never becomes whole is first reported, then refused; writing to it begins anew")
    func stalls() {
        var file = Readiness(identity(1), at: start)
        let refusal = start + .seconds(3600)
        #expect(
            file.verdict(.incomplete("half"), at: start + .seconds(600), times)
                == .stalled(reason: "half", until: refusal))
        #expect(file.verdict(.incomplete("half"), at: refusal, times) == .refused(reason: "half"))
        file.observe(identity(2), at: refusal)
        #expect(
            file.verdict(.incomplete("half"), at: refusal + .seconds(3), times)
                == .waiting(reason: "half", until: refusal + .seconds(600)))
    }

    @Test("Closing says nothing about a state that came later")
    func reopened() {
        var file = Readiness(identity(1), at: start, isClosed: true)
        file.observe(identity(2), at: start + .seconds(1))
        #expect(!file.isClosed)
        #expect(file.verdict(.whole, at: start + .seconds(1), times) == .wait(until: start + .seconds(3)))
    }

    private func identity(_ bytes: Int) -> FileIdentity { FileIdentity("1-2-\(bytes)-3")! }
}
