import Foundation
import Logging
import TestSupport
import Testing

@testable import Libav

@Suite struct MediaPolicyTests {
    /// Drops FFmpeg's messages about its lists, which would fill the tests' output.
    private let log = ClipLog(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })

    private func error(_ body: () throws(LibavError) -> Void) -> LibavError? {
        do throws(LibavError) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    @Test("Clips reach exactly 8 demuxers and 25 decoders, and FFmpeg has all of them")
    func isShort() {
        #expect(MediaPolicy.cameraRoll.demuxers.count == 8)
        #expect(MediaPolicy.cameraRoll.decoders.count == 25)
        #expect(Set(MediaPolicy.cameraRoll.demuxers).isSubset(of: FFmpegBuild.demuxers))
        #expect(Set(MediaPolicy.cameraRoll.decoders).isSubset(of: FFmpegBuild.decoders))
        for entry in AllowedFormats.demuxers {
            #expect(AllowedFormats.longName(ofDemuxer: entry.name) != nil)
        }
        for entry in AllowedFormats.decoders {
            #expect(AllowedFormats.longName(ofDecoder: entry.name) != nil)
        }
    }

    @Test("Music reaches no picture decoder, and clips reach nothing that only music needs")
    func separatesMusic() {
        let music = MediaPolicy.music
        #expect(music.demuxers.count == 7 && music.decoders.count == 11)
        for name in ["h264", "hevc", "mjpeg", "gif", "apng", "png"] { #expect(!music.allows(decoder: name)) }
        for name in ["avi", "mpegts"] { #expect(!music.allows(demuxer: name)) }
        #expect(music.allows(demuxer: "flac") && music.allows(decoder: "pcm_f32le"))
        #expect(!MediaPolicy.cameraRoll.allows(demuxer: "flac"))
        #expect(!MediaPolicy.cameraRoll.allows(decoder: "flac"))
        #expect(MediaPolicy.cameraRoll.forMusic == music)
        #expect(AllowedFormats.demuxers.count <= 12 && AllowedFormats.decoders.count <= 30)
        #expect(Set(music.demuxers).isSubset(of: FFmpegBuild.demuxers))
        #expect(Set(music.decoders).isSubset(of: FFmpegBuild.decoders))
    }

    @Test("Every other demuxer that FFmpeg has is refused")
    func refusesDemuxers() throws {
        let folder = try TemporaryDirectory()
        let file = try MediaFile(folder.write(String(repeating: "0", count: 4096), to: "file"))
        let others = FFmpegBuild.demuxers.filter { !MediaPolicy.cameraRoll.demuxers.contains($0) }
        #expect(others.count > 300)
        for name in others {
            let refusal = error { () throws(LibavError) in _ = try Demuxer(file, format: name, log: log) }
            #expect(refusal?.call == "av_find_input_format", "\(name)")
        }
    }

    @Test("Every other decoder that FFmpeg has is refused, by us and by FFmpeg itself")
    func refusesDecoders() {
        let policy = MediaPolicy.cameraRoll
        let others = FFmpegBuild.decoders.filter { !policy.decoders.contains($0) }
        #expect(others.count > 400)
        for name in others {
            let refusal = error { () throws(LibavError) in _ = unsafe try DecoderContext.find(name, policy) }
            #expect(refusal?.call == "avcodec_find_decoder_by_name", "\(name)")
            let second = error { () throws(LibavError) in
                let codec = unsafe try DecoderContext.find(name, .everything)
                _ = unsafe try DecoderContext.open(codec, policy, log) { _ in }
            }
            #expect(second?.call == "avcodec_open2" && second?.text == "Invalid argument", "\(name)")
        }
    }

    @Test(
        "An allowed container does not let in a codec that is not allowed",
        arguments: ["magicyuv", "ffv1", "huffyuv", "utvideo", "ffvhuff", "png", "cinepak", "snow"],
        ["mov", "matroska", "avi"])
    func refusesCodecsInside(codec: String, format: String) async throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("clip")
        let made = try await Tool.ffmpeg.run([
            "-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x64:d=0.2", "-strict", "-2", "-c:v", codec,
            "-f", format, path,
        ])
        // Not every container supports every codec.
        guard made.exitCode == 0 else { return }
        let file = try MediaFile(path)
        let refusal = error { () throws(LibavError) in
            let demuxer = try Demuxer(file, format: format, log: log)
            _ = try Decoder(for: demuxer, stream: 0, log: log)
        }
        #expect(refusal != nil)
        // Proves that the policy refuses the codec, and the file itself is valid.
        let open = try Demuxer(file, format: format, policy: .everything, log: log)
        _ = try Decoder(for: open, stream: 0, policy: .everything, log: log)
    }

    @Test("A script that names other files has no effect, except under the unrestricted policy")
    func ignoresScripts() throws {
        let folder = try TemporaryDirectory()
        let film = Fixture.path("demo.mp4")
        try FileManager.default.copyItem(atPath: film, toPath: folder.file("film.mp4"))
        let script = try MediaFile(folder.write("ffconcat version 1.0\nfile film.mp4\n", to: "clip.mp4"))
        for format in [nil, "concat", "mov"] {
            #expect(throws: LibavError.self) { _ = try Demuxer(script, format: format, log: log) }
        }
        let followed = try Demuxer(script, policy: .everything)
        #expect(followed.streamIndices.count == 2)
    }
}
