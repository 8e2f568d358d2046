import Foundation
import Libav
import Story
import Testing

@testable import Probing
@testable import Transcoding

@Suite struct ExportPlanTests {
    private static let story = Preset.story

    private static func clip(duration: Double?, rate: Double = 30) -> MediaInfo {
        MediaInfo(
            kind: .video, container: "mov,mp4,m4a,3gp,3g2,mj2", bytes: 1, duration: duration,
            streams: [
                StreamInfo(index: 0, medium: .video, isDecodable: true),
                StreamInfo(
                    index: 1, medium: .audio, isDecodable: true, channels: 6, channelLayout: "5.1"),
            ], video: 0, audio: 1,
            picture: PictureInfo(
                codedWidth: 1080, codedHeight: 1920, pixelFormat: "yuv420p", colorimetry: .bt709,
                cadence: Cadence(
                    frames: 1, averageRate: rate, minimumInterval: 1 / rate, medianInterval: 1 / rate,
                    maximumInterval: 1 / rate, isVariable: false, isComplete: true)))
    }

    private static func plans(_ info: MediaInfo, _ change: (inout PlanOptions) -> Void = { _ in })
        throws -> [ExportPlan]
    {
        var options = PlanOptions(preset: story)
        change(&options)
        return try ExportPlan.plans(for: info, input: "clip.mov", options: options)
    }

    @Test("A long clip is trimmed to what the preset takes, and the plan says so")
    func trims() throws {
        let plan = try #require(try Self.plans(Self.clip(duration: 20.08)).first)
        #expect(plan.frameCount == 450)
        #expect(plan.duration == 15)
        #expect(!plan.video.seeks)
        #expect(plan.substitutions.contains { $0.contains("trimmed to 15 s") })
    }

    @Test("Start and duration are honoured to the frame, by seeking")
    func honoursStart() throws {
        let plans = try Self.plans(Self.clip(duration: 363)) {
            $0.start = 200.5
            $0.duration = 3.2
        }
        let plan = try #require(plans.first)
        #expect(plan.frameCount == 96)
        #expect(plan.video.start == 200.5 && plan.audio.start == 200.5)
        #expect(plan.video.seeks)
    }

    @Test("A clip that ends before the duration asked for is not stretched, and the plan says so")
    func endsWithTheClip() throws {
        let plan = try #require(
            try Self.plans(Self.clip(duration: 5)) {
                $0.start = 2
                $0.duration = 10
            }.first)
        #expect(plan.frameCount == 90)
        #expect(plan.substitutions.contains { $0.contains("ends 3 s after the start") })
    }

    @Test(
        "Split makes slides that follow each other without a gap, none too long or too short",
        arguments: [20.08, 15.0, 16.0, 30.5, 44.9, 363.0])
    func splits(duration: Double) throws {
        let plans = try Self.plans(Self.clip(duration: duration)) { $0.split = true }
        #expect(plans.map(\.frameCount).reduce(0, +) == Int((duration * 30).rounded()))
        #expect(plans.allSatisfy { $0.frameCount <= 450 })
        if plans.count > 1 { #expect(plans.allSatisfy { $0.frameCount >= 90 }) }
        var end = 0.0
        for (index, plan) in plans.enumerated() {
            #expect(abs(plan.video.start - end) < 1e-9)
            #expect(plan.slide == index + 1 && plan.slideCount == plans.count)
            end += plan.duration
        }
    }

    @Test(
        "Wishes outside of the clip or the preset are refused with what and why",
        arguments: [
            ("start", -1.0, nil as Double?), ("start", 25, nil), ("duration", 0, 0.0), ("duration", 0, 16),
        ])
    func refuses(word: String, start: Double, duration: Double?) {
        let error = #expect(throws: MediaError.self) {
            try Self.plans(Self.clip(duration: 20)) {
                $0.start = start
                $0.duration = duration
            }
        }
        #expect(error?.code == .unusableStory)
        #expect(error?.message.lowercased().contains(word) == true)
    }

    @Test("Sound alone is refused")
    func refusesSound() {
        let error = #expect(throws: MediaError.self) {
            try Self.plans(MediaInfo(kind: .audio, container: "mp3", bytes: 1, duration: 10))
        }
        #expect(error?.code == .unusableMedia)
    }

    @Test("A photo lasts five seconds, an animation whole rounds of at least that")
    func timesStills() throws {
        let picture = PictureInfo(codedWidth: 100, codedHeight: 100)
        let photo = MediaInfo(kind: .photo, container: "jpeg", bytes: 1, picture: picture)
        #expect(try Self.plans(photo).first?.frameCount == 150)
        #expect(try Self.plans(photo) { $0.duration = 8 }.first?.frameCount == 240)
        let animation = MediaInfo(
            kind: .animation, container: "gif", bytes: 1, duration: 1.6, picture: picture)
        let plan = try #require(try Self.plans(animation).first)
        #expect(plan.duration == 6.4)
        #expect(plan.video.loops)
    }

    @Test("HDR, mixed-down sound and a varying rate are told as substitutions")
    func reports() throws {
        var info = Self.clip(duration: 5)
        info.picture?.colorimetry = Colorimetry(
            primaries: .bt2020, transfer: .hlg, matrix: .bt2020, range: .limited)
        info.picture?.hdr = .hlg
        info.picture?.cadence?.isVariable = true
        let plan = try #require(try Self.plans(info).first)
        #expect(plan.video.color == .toneMapped)
        #expect(plan.substitutions.contains { $0.contains("HDR (HLG)") })
        #expect(plan.substitutions.contains { $0.contains("5.1 sound was mixed down") })
        #expect(plan.substitutions.contains { $0.contains("varying frame rate") })
    }

    @Test("Only what is not BT.709 in limited range already gets a colour pass")
    func decidesOnColor() throws {
        func color(_ colorimetry: Colorimetry) throws -> ColorConversion? {
            var info = Self.clip(duration: 5)
            info.picture?.colorimetry = colorimetry
            return try Self.plans(info).first?.video.color
        }
        #expect(try color(.bt709) == ColorConversion.none)
        #expect(try color(Colorimetry()) == ColorConversion.none)
        #expect(try color(.jpeg) == .standard)
        #expect(try color(Colorimetry(matrix: .bt601, range: .limited)) == .standard)
        #expect(try color(Colorimetry(primaries: .displayP3, matrix: .bt709)) == .standard)
    }

    @Test("A plan survives being stored")
    func survivesJSON() throws {
        let plan = try #require(try Self.plans(Self.clip(duration: 5)).first)
        let stored = try JSONEncoder().encode(plan)
        #expect(try JSONDecoder().decode(ExportPlan.self, from: stored) == plan)
    }
}
