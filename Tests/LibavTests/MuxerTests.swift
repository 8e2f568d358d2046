import TestSupport
import Testing

@testable import Libav

@Suite struct MuxerTests {
    /// Writes half a second of silence, and calls `beforeEnd` before finishing the file.
    private func write(to path: String, beforeEnd: () throws -> Void) throws {
        var encoder = try Encoder(audio: AudioEncoding(sampleRate: 48_000, bitRate: 64_000))
        var muxer = try Muxer(MediaOutput(creating: path))
        let stream = try muxer.addStream(CodedStream(of: encoder))
        try muxer.start()
        for index in 0..<24 {
            var frame = try Frame(StereoSound(silence: encoder.frameSize), sampleRate: 48_000)
            frame.pts = Int64(index * encoder.frameSize)
            try encoder.send(frame)
            while case .packet(let packet) = try encoder.receive() { try muxer.write(packet, stream: stream) }
        }
        try beforeEnd()
        try muxer.finish()
    }

    @Test("If a file cannot be read back to move its index to the front, finishing fails")
    func failsToReadBack() throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("sound.mp4")
        try write(to: path) {}
        #expect(try BoxTree(of: path).boxes.first { ["moov", "mdat"].contains($0.type) }?.type == "moov")
        let error = #expect(throws: LibavError.self) {
            try write(to: path) { try FailingDisk.failReading(of: path) }
        }
        #expect(error?.isReadFailure == true)
    }
}
