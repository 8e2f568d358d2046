import Foundation
import Libav
import TestSupport
import Testing

@testable import Transcoding

@Suite struct DeinterlacingTests {
    @Test("Pictures of two fields become those that FFmpeg's bwdif makes, to the last bit")
    func matchesFFmpeg() async throws {
        let path = Fixture.path("interlaced-25i.mp4")
        let reference = try await Tool.ffmpeg.checked([
            "-v", "error", "-i", path, "-an", "-vf", "bwdif=mode=send_frame:deint=interlaced", "-fps_mode",
            "passthrough", "-f", "framehash", "-hash", "sha256", "-",
        ])
        let expected = reference.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .compactMap { $0.split(separator: ",").last?.trimmingCharacters(in: .whitespaces) }
        #expect(expected.count > 10)
        let hashes = try Self.hashes(of: path)
        #expect(hashes.count == expected.count)
        // The first picture has none before it, for which FFmpeg 7 does something else than FFmpeg 5.
        #expect(hashes.dropFirst() == expected.dropFirst())
    }

    @Test("Pictures without fields stay as they are")
    func leavesProgressive() async throws {
        let path = Fixture.path("counter-60fps.mp4")
        let reference = try await Tool.ffmpeg.checked([
            "-v", "error", "-i", path, "-an", "-fps_mode", "passthrough", "-f", "framehash", "-hash",
            "sha256",
            "-",
        ])
        let expected = reference.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .compactMap { $0.split(separator: ",").last?.trimmingCharacters(in: .whitespaces) }
        #expect(try Self.hashes(of: path) == expected)
    }

    /// The hashes of all pictures of a clip, after the deinterlacer.
    private static func hashes(of path: String) throws -> [String] {
        var demuxer = try Demuxer(MediaFile(path), format: "mov")
        let stream = try #require(
            demuxer.streamIndices.first { demuxer.parameters(ofStream: $0).medium == .video })
        var decoder = try Decoder(for: demuxer, stream: stream)
        var deinterlacer = Deinterlacer()
        var hashes: [String] = []
        func take() {
            while case .frame(let whole) = deinterlacer.receive() { hashes.append(whole.sha256()) }
        }
        func decoded() throws {
            while case .frame(let frame) = try decoder.receive() {
                try deinterlacer.send(frame)
                take()
            }
        }
        while let packet = try demuxer.next() {
            guard packet.streamIndex == stream else { continue }
            _ = try decoder.send(packet)
            try decoded()
        }
        try decoder.drain()
        try decoded()
        try deinterlacer.drain()
        take()
        return hashes
    }
}
