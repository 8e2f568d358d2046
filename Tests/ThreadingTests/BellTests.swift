import Foundation
import Testing
import Threading

@Suite struct BellTests {
    @Test("What was rung before is heard once, however often")
    func ringsOnce() {
        let bell = Bell()
        #expect(!bell.wait(upTo: .zero))
        bell.ring()
        bell.ring()
        #expect(bell.wait(upTo: .zero))
        #expect(!bell.wait(upTo: .milliseconds(1)))
    }

    @Test("A wait ends when another thread rings")
    func wakes() {
        let bell = Bell()
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.02)
            bell.ring()
        }
        #expect(bell.wait(upTo: .seconds(600)))
    }
}
