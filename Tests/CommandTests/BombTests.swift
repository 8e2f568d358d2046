import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// What a header promises is refused by the header, before memory or time is spent on it.
    @Suite struct BombTests {
        @Test("A bomb is refused by its header", arguments: Bomb.all)
        func refuses(bomb: Bomb) async throws {
            let folder = try Workspace()
            try Data(bomb.bytes).write(to: URL(filePath: folder.file(bomb.name)))
            let result = try await Program.run(["probe", bomb.name], in: folder)
            let time = result.wallTime.seconds * 1000
            let memory = result.peakResidentBytes >> 20
            print("bomb \(bomb.name): \(bomb.bytes.count) bytes, \(Int(time)) ms, \(memory) MiB")
            #expect(result.exitCode == 65, "\(result.standardError)")
            // A loaded machine is slow; where a bomb goes off, it takes longer or is killed. The memory is
            // for a run of this test alone: in a full run it counts in what the tests hold.
            #expect(result.wallTime < .seconds(20))
        }
    }
}
