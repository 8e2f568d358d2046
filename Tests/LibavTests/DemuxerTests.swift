import Foundation
import TestSupport
import Testing
internal import Threading

@testable import Libav

@Suite struct DemuxerTests {
    /// One line for each packet, as `ffprobe` prints them.
    private func packets(_ path: String, format: String, _ cancellation: CancellationToken? = nil) throws
        -> [String]
    {
        var demuxer = try Demuxer(MediaFile(path), format: format, cancellation: cancellation)
        var lines: [String] = []
        while let packet = try demuxer.next() {
            let time = packet.pts.map { "\($0)" } ?? "N/A"
            lines.append("\(packet.streamIndex),\(time),\(packet.size)")
        }
        return lines
    }

    @Test(
        "The packets match those that ffprobe reads",
        arguments: [("flash-beep-editlist.mp4", "mov"), ("odd-161x121.webm", "matroska")])
    func readsAllPackets(name: String, format: String) async throws {
        let path = Fixture.path(name)
        let reference = try await Tool.ffprobe.checked([
            "-v", "error", "-show_entries", "packet=stream_index,pts,size", "-of", "csv=p=0", path,
        ])
        let expected = reference.text.split(separator: "\n").map {
            // An empty field leaves a trailing comma, and side data a word.
            $0.split(separator: ",").prefix(3).joined(separator: ",")
        }
        #expect(try packets(path, format: format) == expected)
    }

    @Test("Cancellation ends reading")
    func isInterrupted() throws {
        let cancellation = CancellationToken()
        let file = try MediaFile(Fixture.path("counter-60fps.mp4"))
        var demuxer = try Demuxer(file, format: "mov", cancellation: cancellation, inspection: .brief)
        cancellation.cancel()
        let error = #expect(throws: LibavError.self) { while try demuxer.next() != nil {} }
        #expect(error?.isCancellation == true)
        let refusal = #expect(throws: LibavError.self) {
            _ = try Demuxer(file, format: "mov", cancellation: cancellation)
        }
        #expect(refusal?.isCancellation == true)
    }

    @Test("A failing disk gives a read failure, not the file's end or damage")
    func failsToRead() throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("clip.mp4")
        try FileManager.default.copyItem(atPath: Fixture.path("flash-beep.mp4"), toPath: path)
        var demuxer = try Demuxer(MediaFile(path), format: "mov", inspection: .brief)
        #expect(try demuxer.next() != nil)
        #expect(try FailingDisk.failReading(of: path) == 1)
        let error = #expect(throws: LibavError.self) { while try demuxer.next() != nil {} }
        #expect(error?.isReadFailure == true)
        let file = try MediaFile(path)
        try FailingDisk.failReading(of: path)
        let refusal = #expect(throws: LibavError.self) { _ = try Demuxer(file, format: "mov") }
        #expect(refusal?.isReadFailure == true)
    }
}
