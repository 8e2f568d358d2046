internal import Containers
import Foundation
import Libav
import TestSupport
import Testing

@testable import Probing

/// Messages about pictures and sound that cannot be decoded here. The files have the codes of such codecs but the data
/// of others, because free encoders do not exist.
@Suite struct CodecNameTests {
    /// A video or a song in which other codes replace its own.
    private func file(
        _ folder: borrowing TemporaryDirectory, _ arguments: [String], replacing codes: [(String, String)]
    ) async throws -> String {
        let path = folder.file("made.mp4")
        try await Tool.ffmpeg.checked(["-v", "error", "-y"] + arguments + [path])
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        for (old, new) in codes {
            // Replaces the last occurrence, which keeps a file's first track intact.
            let place = try #require(
                bytes.indices.dropLast(4).last { bytes[$0..<$0 + 4].elementsEqual(old.utf8) })
            bytes.replaceSubrange(place..<place + 4, with: new.utf8)
        }
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private static let film = [
        "-f", "lavfi", "-i", "testsrc2=s=160x120:r=30:d=1", "-c:v", "libx264", "-preset", "ultrafast",
    ]
    private static let song = ["-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac"]
    private static let both = Array(film.prefix(4)) + song + film.suffix(4)

    @Test(
        "A video whose codec FFmpeg does not know is refused with the codec's name",
        // FFmpeg 7 knows H.266, and expects its header.
        arguments: [
            FFmpegBuild.hasDecoder("vvc") ? nil : ("vvc1", "H.266 (VVC)"),
            ("dav1", "AV1 in Dolby Vision profile 10"), ("aprn", "ProRes RAW"),
            ("xyz9", "a codec called 'xyz9'"),
        ].compactMap { $0 as (String, String)? })
    func namesPictures(code: String, name: String) async throws {
        let folder = try TemporaryDirectory()
        let path = try await file(folder, Self.film, replacing: [("avc1", code), ("avcC", "free")])
        let error = await #expect(throws: MediaError.self) { try await Prober().probe(path) }
        #expect(error?.message == "The video is \(name), which cannot be decoded here. Export it as H.264.")
    }

    @Test(
        "A Matroska file whose codec FFmpeg does not know is refused with the codec's name",
        arguments: [("V_XYZ", "a codec called 'V_XYZ'"), ("V_'AA", "of an unknown codec")])
    func namesMatroska(code: String, name: String) async throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("made.mkv")
        try await Tool.ffmpeg.checked(
            ["-v", "error"] + Self.film.prefix(4) + ["-c:v", "libvpx-vp9", "-deadline", "realtime", path])
        try replace("V_VP9", by: code, in: path)
        let error = await #expect(throws: MediaError.self) { try await Prober().probe(path) }
        #expect(error?.message == "The video is \(name), which cannot be decoded here. Export it as H.264.")
    }

    @Test("Sound of a Matroska video that cannot be decoded is left out, and its codec is named")
    func namesMatroskaSound() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("made.mkv")
        try await Tool.ffmpeg.checked(
            ["-v", "error"] + Self.film.prefix(4) + Self.song.prefix(4) + [
                "-c:v", "libvpx-vp9", "-deadline", "realtime", "-c:a", "libopus", path,
            ])
        try replace("A_OPUS", by: "A_XPUS", in: path)
        let info = try await Prober().probe(path)
        #expect(info.warnings.contains { $0.contains("(a codec called 'A_XPUS')") }, "\(info.warnings)")
        // Wherever the file is cut off, the reader gives whole names or none.
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        for count in 0..<min(bytes.count, 1500) {
            let tracks = MatroskaTracks(ByteSource(Array(bytes.prefix(count))))
            #expect(tracks.all.allSatisfy { $0.codec == "V_VP9" || $0.codec == "A_XPUS" }, "\(count)")
        }
    }

    private func replace(_ old: String, by new: String, in path: String) throws {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let place = try #require(bytes.firstRange(of: Array(old.utf8)))
        bytes.replaceSubrange(place, with: Array(new.utf8))
        try Data(bytes).write(to: URL(filePath: path))
    }

    @Test(
        "A song whose codec cannot be decoded is refused with the codec's name",
        arguments: [
            ("ac-4", "AC-4"), ("iamf", "IAMF"), ("mhm1", "MPEG-H 3D Audio"), ("dtsx", "DTS:X"),
            ("apac", "Apple's spatial audio (APAC)"),
        ])
    func namesSound(code: String, name: String) async throws {
        let folder = try TemporaryDirectory()
        let path = try await file(folder, Self.song, replacing: [("mp4a", code), ("esds", "free")])
        let sentence = "Its sound is \(name), which cannot be decoded here. Export it as AAC or MP3."
        let music = #expect(throws: MediaError.self) { try Prober().probeSound(path) }
        #expect(music?.message == sentence)
        let input = await #expect(throws: MediaError.self) { try await Prober().probe(path) }
        #expect(input?.message == "The file holds no picture. " + sentence)
    }

    @Test(
        "A codec that FFmpeg knows but the policy does not allow is named, too",
        arguments: [("eac3", "E-AC-3")])
    func namesUnlistedSound(encoder: String, name: String) async throws {
        let folder = try TemporaryDirectory()
        let path = try await file(folder, Array(Self.song.prefix(4)) + ["-c:a", encoder], replacing: [])
        let error = #expect(throws: MediaError.self) { try Prober().probeSound(path) }
        #expect(error?.message.hasPrefix("Its sound is \(name), which") == true)
    }

    /// Changes the description of AAC to audio object type 42: five bits of ones, then 10 in six bits.
    private func asUSAC(_ path: String) throws {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let description = try #require(
            bytes.indices.dropLast(4).first { bytes[$0..<$0 + 4].elementsEqual("esds".utf8) })
        let tag: [UInt8] = [0x05, 0x80, 0x80, 0x80]
        let place = try #require(
            bytes.indices.dropLast(4).first { $0 > description && bytes[$0..<$0 + 4].elementsEqual(tag) })
        bytes.replaceSubrange(place + 5..<place + 8, with: [0xF9, 0x48, 0x20])
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// FFmpeg 7.1 decodes xHE-AAC (libavcodec 61.19, FFmpeg's Changelog).
    private static var decodesUSAC: Bool {
        let codec = FFmpegBuild.libraries.first { $0.name == "libavcodec" }
        let numbers = codec?.version.split(separator: ".").compactMap { Int($0) } ?? []
        return !numbers.lexicographicallyPrecedes([61, 19])
    }

    @Test(
        "xHE-AAC is refused as music, and leaves a clip silent with a warning, before anything is made",
        .disabled(if: decodesUSAC, "this FFmpeg decodes xHE-AAC"))
    func findsUSAC() async throws {
        let folder = try TemporaryDirectory()
        let song = try await file(folder, Self.song, replacing: [])
        try asUSAC(song)
        let error = #expect(throws: MediaError.self) { try Prober().probeSound(song) }
        #expect(
            error?.message == "Its sound is xHE-AAC, which cannot be decoded here. Export it as AAC or MP3.")
        let film = try await file(folder, Self.both, replacing: [])
        try asUSAC(film)
        let info = try await Prober().probe(film)
        #expect(info.audio == nil)
        #expect(
            info.warnings == [
                "The sound in stream 1 (xHE-AAC) cannot be decoded and was left out. Export the clip with AAC sound "
                    + "to hear it."
            ])
    }

    @Test("An iPhone's spatial sound is left out with its name, and the stereo sound beside it is used")
    func prefersStereo() async throws {
        let folder = try TemporaryDirectory()
        let path = try await file(
            folder, Self.both + ["-map", "0", "-map", "1", "-map", "1"],
            replacing: [("mp4a", "apac"), ("esds", "free")])
        let info = try await Prober().probe(path)
        #expect(info.audio == 1)
        #expect(
            info.warnings == [
                "The sound in stream 2 (Apple's spatial audio (APAC)) cannot be decoded and was left out."
            ])
    }
}
