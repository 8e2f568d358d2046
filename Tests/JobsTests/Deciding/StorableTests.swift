import Foundation
import JobsTestSupport
import Testing

@testable import Jobs

@Suite struct StorableTests {
    @Test("A failure is noted whatever its words are")
    func failure() {
        let failure = JobFailure(attempt: 1, at: .now, code: "a\0", message: "b\0c", canRetry: true)
        #expect(failure.storable.code == "a\u{FFFD}" && failure.storable.message == "b\u{FFFD}c")
    }

    @Test(
        "Progress stays within its limits",
        arguments: [(-1, 0), (0.5, 0.5), (2, 1), (.nan, 0), (.infinity, 0)] as [(Double, Double)])
    func progress(fraction: Double, stored: Double) {
        let progress = JobProgress(stage: "x", fraction: fraction, secondsLeft: .infinity).storable
        #expect(progress.fraction == stored && progress.secondsLeft == nil)
    }

    @Test("A text with a NUL is refused, and one with a letter of any script is not")
    func text() {
        #expect(code { try "a\0b".requireStorable() } == .bug)
        #expect(throws: Never.self) { try "Zoë 🎬".requireStorable() }
    }
}
