import Foundation
import Sandbox
import Testing

@Suite struct MemoryFileTests {
    @Test("A file in memory is read by its path, as often as one likes")
    func reads() throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let file = try MemoryFile(bytes)
        for _ in 0..<2 { #expect(try Array(Data(contentsOf: URL(filePath: file.path))) == bytes) }
    }

    @Test("No path is used again, although the system uses descriptors again")
    func paths() throws {
        var paths: Set<String> = []
        for index in 0..<20 {
            let file = try MemoryFile([UInt8(index)])
            #expect(try Array(Data(contentsOf: URL(filePath: file.path))) == [UInt8(index)])
            #expect(paths.insert(file.path).inserted)
        }
    }
}
