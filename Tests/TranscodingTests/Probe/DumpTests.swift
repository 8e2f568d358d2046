import Foundation
import TestSupport
import Testing
import Transcoding

@Test func dump() {
    for facts in ExpectedFacts.all {
        let start = ContinuousClock.now
        do {
            let info = try Prober().probe(Clips.path(facts.file))
            print("##", facts.file, ContinuousClock.now - start); print(MediaInfoReport(info).text)
        } catch { print("##", facts.file, ContinuousClock.now - start); print("ERROR", error.code, error) }
    }
}
