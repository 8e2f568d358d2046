import Foundation
import Story
import TestSupport
import Testing

@testable import Probing
@testable import Transcoding

/// Clips whose picture begins and ends elsewhere than their container says.
@Suite struct PictureSpanTests {
    /// How ffmpeg makes a clip, and where its picture is.
    struct Recipe: CustomTestStringConvertible {
        let name: String
        let arguments: [String]
        let start: Double
        let frames: Int
        var testDescription: String { name }
    }

    private static func recipe(
        _ name: String, pictures: String = "testsrc2=s=160x120:r=30:d=1.5", sound: String? = "sine=d=1.5",
        _ arguments: [String], start: Double, frames: Int = 45
    ) -> Recipe {
        let sources = [pictures, sound].compactMap(\.self).flatMap { ["-f", "lavfi", "-i", $0] }
        return Recipe(name: name, arguments: sources + arguments, start: start, frames: frames)
    }

    private static let h264 = [
        "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac",
    ]
    private static let vp9 = [
        "-c:v", "libvpx-vp9", "-deadline", "realtime", "-c:a", "libopus", "-ar", "48000",
    ]
    private static let late = ["-output_ts_offset", "0.5"]

    static let recipes = [
        recipe("tail.mp4", sound: "sine=d=1.55", h264, start: 0),
        recipe("long-sound.mp4", sound: "sine=d=4", h264, start: 0),
        recipe("short-sound.mp4", sound: "sine=d=0.5", h264, start: 0),
        recipe("late.webm", sound: nil, vp9 + late, start: 0.5),
        recipe("late-sound.webm", vp9 + late, start: 0.5),
        recipe("late.mkv", sound: nil, h264 + late, start: 0.5),
        recipe("late-sound.mkv", h264 + ["-bf", "2"] + late, start: 0.5),
        recipe("late.mp4", h264 + ["-output_ts_offset", "5"], start: 5),
        recipe(
            "no-edits.mp4", sound: "sine=d=1.9",
            ["-c:v", "libx264", "-bf", "3", "-pix_fmt", "yuv420p", "-c:a", "aac", "-use_editlist", "0"],
            start: 2.0 / 30),
        recipe("late-sound.avi", ["-c:v", "mjpeg", "-c:a", "pcm_s16le", "-af", "adelay=500"], start: 0),
        recipe(
            "one-picture.mkv", pictures: "testsrc2=s=160x120:r=30:d=0.03", sound: nil, h264, start: 0,
            frames: 1),
    ]

    private func info(_ recipe: Recipe, _ folder: borrowing TemporaryDirectory) async throws -> MediaInfo {
        let path = folder.file(recipe.name)
        try await Tool.ffmpeg.checked(["-v", "error"] + recipe.arguments + [path])
        return try await Prober().probe(path)
    }

    @Test(
        "A story begins with the first picture and ends with the last, whatever the container says",
        arguments: recipes)
    func measures(recipe: Recipe) async throws {
        let folder = try TemporaryDirectory()
        let info = try await info(recipe, folder)
        #expect(abs(info.shownStart - recipe.start) < 0.002)
        for splits in [false, true] {
            var options = PlanOptions(preset: .story)
            options.split = splits
            let plans = try ExportPlan.plans(for: info, input: recipe.name, options: options)
            #expect(plans.map(\.frameCount) == [recipe.frames])
            #expect(plans[0].video.start == info.shownStart && plans[0].audio.start == info.shownStart)
        }
    }

    @Test("MPEG-TS begins where its clock does")
    func measuresTransportStreams() async throws {
        let folder = try TemporaryDirectory()
        let info = try await info(
            Self.recipe("late.ts", Self.h264 + ["-output_ts_offset", "5"], start: 6.4), folder)
        #expect(abs((info.shownDuration ?? 0) - 1.5) < 0.001)
    }

    @Test("Sound that goes on for seconds behind the picture is said; some hundredths are not")
    func saysWhatIsLeftOut() async throws {
        let folder = try TemporaryDirectory()
        let tail = try await info(Self.recipes[0], folder)
        let long = try await info(Self.recipes[1], folder)
        #expect(tail.warnings.isEmpty)
        #expect(
            long.warnings == [
                "The sound continues for 2.5 s after the picture; a story ends with the picture."
            ])
    }

    @Test("A start at the picture's end is refused, though sound follows")
    func refusesStartBehindPicture() async throws {
        let folder = try TemporaryDirectory()
        let info = try await info(Self.recipes[0], folder)
        var options = PlanOptions(preset: .story)
        options.start = 1.5
        let error = #expect(throws: MediaError.self) {
            try ExportPlan.plans(for: info, input: "tail.mp4", options: options)
        }
        #expect(error?.message.contains("is not before the end, 1.5 s") == true)
    }

    @Test("Joined slides end with their pictures, too")
    func joinsPictures() async throws {
        let folder = try TemporaryDirectory()
        let info = try await info(Self.recipes[0], folder)
        let slides = [1, 2].map { index in
            JoinedSlide(
                info: info, input: "tail.mp4", options: PlanOptions(preset: .story),
                path: "$.slides[\(index)]")
        }
        #expect(try ExportPlan.joined(slides, loudness: nil).frameCount == 90)
    }

    // MARK: Headers that do not know, or lie

    /// A box's length of the presentation or of a track, and where it stands behind the type.
    static let durations: [(box: String, offset: Int)] = [
        ("mvhd", 16), ("tkhd", 20), ("mdhd", 16),
    ]

    private func film(_ folder: borrowing TemporaryDirectory, fragmented: Bool) async throws -> [UInt8] {
        let path = folder.file("film.mp4")
        let movie = fragmented ? ["-movflags", "+frag_keyframe+empty_moov+default_base_moof"] : []
        try await Tool.ffmpeg.checked(
            ["-v", "error"] + Self.recipes[0].arguments + ["-g", "15", "-an"] + movie + [path])
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// Sets a field of each box of a type.
    private func setting(_ field: (box: String, offset: Int), to value: UInt32, in bytes: [UInt8]) -> [UInt8]
    {
        var bytes = bytes
        let type = Array(field.box.utf8)
        for place in bytes.indices.dropLast(40) where bytes[place..<place + 4].elementsEqual(type) {
            for index in 0..<4 {
                bytes[place + 4 + field.offset + index] = UInt8(
                    truncatingIfNeeded: value >> (24 - 8 * UInt32(index)))
            }
        }
        return bytes
    }

    @Test("Fragments that begin later than the film's clock begin the story with their first picture")
    func measuresLateFragments() async throws {
        let folder = try TemporaryDirectory()
        var film = try await film(folder, fragmented: true)
        // Without its first fragment of half a second, as a recording of a broadcast that was joined later.
        let fragments = film.indices.dropLast(4).filter { film[$0..<$0 + 4].elementsEqual("moof".utf8) }
        film.removeSubrange(fragments[0] - 4..<fragments[1] - 4)
        let path = folder.file("joined-late.mp4")
        try Data(film).write(to: URL(filePath: path))
        let info = try await Prober().probe(path)
        #expect(abs(info.shownStart - 0.5) < 0.001)
        #expect(abs((info.shownDuration ?? 0) - 1) < 0.001)
    }

    @Test("A length of all ones is measured", arguments: [false, true])
    func measuresUnknownLengths(fragmented: Bool) async throws {
        let folder = try TemporaryDirectory()
        let film = try await film(folder, fragmented: fragmented)
        for field in Self.durations {
            let path = folder.file("unknown.mp4")
            try Data(setting(field, to: .max, in: film)).write(to: URL(filePath: path))
            let info = try await Prober().probe(path)
            #expect(abs((info.shownDuration ?? 0) - 1.5) < 0.001, "\(field.box)")
            #expect(info.streams.allSatisfy { ($0.duration ?? 0) < 10 }, "\(field.box)")
        }
    }

    @Test("A length that lies is not believed", arguments: [45_000, 150])
    func ignoresLies(milliseconds: UInt32) async throws {
        let folder = try TemporaryDirectory()
        let film = try await film(folder, fragmented: false)
        let path = folder.file("lie.mp4")
        try Data(setting(("mvhd", 16), to: milliseconds, in: film)).write(to: URL(filePath: path))
        let info = try await Prober().probe(path)
        #expect(abs((info.shownDuration ?? 0) - 1.5) < 0.001)
    }

    @Test("Music in a container that does not know its length is measured")
    func measuresMusic() async throws {
        let folder = try TemporaryDirectory()
        let sine = ["-v", "error", "-f", "lavfi", "-i", "sine=r=48000:d=3"]
        for (name, arguments) in [
            ("stream.wav", ["-f", "wav"]), ("song.aac", ["-c:a", "aac", "-f", "adts"]),
            ("song.webm", ["-c:a", "libopus", "-f", "webm"]),
        ] {
            // Into a pipe, so that no length can be written afterwards.
            try await Tool("sh").checked(
                [
                    "-c", "\"$@\" pipe:1 > \(name)", "sh", "ffmpeg",
                ] + sine + arguments, in: folder.path)
            let info = try Prober().probeSound(folder.file(name))
            #expect(abs((info.duration ?? 0) - 3) < 0.05, "\(name)")
        }
        let late = folder.file("late.webm")
        try await Tool.ffmpeg.checked(sine + ["-c:a", "libopus", "-output_ts_offset", "0.5", late])
        #expect(abs((try Prober().probeSound(late).duration ?? 0) - 3) < 0.05)
    }
}
