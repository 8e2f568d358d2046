import Foundation
import Pictures
import Story
import TestSupport
import Testing

@testable import Probing
@testable import Transcoding

@Suite struct PreviewExportTests {
    private static let pan = Framing(
        focus: FocusPoint(x: .keyframes([Keyframe(time: 0, value: 0), Keyframe(time: 1.5, value: 1)])))

    private static let turning = Background.gradient(
        BackgroundGradient(
            colors: [.black, .white],
            angle: .keyframes([Keyframe(time: 0, value: 0), Keyframe(time: 2, value: 360)])))

    private static let fixtures = [
        PreviewSample(path: Fixture.path("flash-beep.mp4")),
        PreviewSample(path: Fixture.path("flash-beep.mp4"), start: 7.3),
        PreviewSample(path: Fixture.path("flash-beep-vfr.mp4"), start: 2.05),
        PreviewSample(path: Fixture.path("flash-beep-editlist.mp4")),
        PreviewSample(path: Fixture.path("counter-24fps.mp4"), duration: nil),
        PreviewSample(path: Fixture.path("counter-60fps.mp4"), start: 0.4, duration: nil),
        PreviewSample(path: Fixture.path("chart-rotated-90.mp4"), duration: nil),
        PreviewSample(path: Fixture.path("chart-transposed.mp4"), duration: nil),
        PreviewSample(path: Fixture.path("hdr-hlg.mp4"), duration: nil),
        PreviewSample(path: Fixture.path("hdr-pq.mp4"), duration: nil),
        PreviewSample(path: Fixture.path("interlaced-25i.mp4"), duration: nil),
        PreviewSample(path: Fixture.path("odd-161x121.webm"), duration: nil),
        PreviewSample(path: Fixture.path("chart-exif-6.jpg")),
        PreviewSample(path: Fixture.path("chart-exif-6.jpg"), motion: .kenBurns),
        PreviewSample(path: Fixture.path("flash-beep.mp4"), start: 1.1, motion: .kenBurns),
        PreviewSample(path: Fixture.path("flash-beep.mp4"), start: 1.1, speed: 3),
        PreviewSample(path: Fixture.path("flash-beep.mp4"), start: 1.1, framing: pan),
        PreviewSample(path: Fixture.path("chart-exif-6.jpg"), framing: pan),
        PreviewSample(path: Fixture.path("flash-beep.mp4"), framing: Framing(zoom: 0.5), background: turning),
        PreviewSample(
            path: Fixture.path("chart-exif-6.jpg"), framing: Framing(zoom: 0.5), background: turning),
        PreviewSample(path: Fixture.path("heart.gif")),
    ]

    @Test("A preview's frame is the one that the encoder gets, to the last bit", arguments: fixtures)
    func equalsExport(sample: PreviewSample) async throws {
        let plan = try await sample.plan()
        let exported = try await sample.hashes(plan)
        #expect(exported.count == plan.frameCount)
        let last = plan.frameCount - 1
        for index in Set([0, 1, last / 3, last / 2, last - 1, last]) where index >= 0 {
            let seconds = Double(index) / Double(plan.frameRate)
            let preview = try await sample.preview(.frame(at: seconds), of: plan)
            #expect(preview.frames.map(\.index) == [index])
            #expect(preview.frames.first?.sha256 == exported[index], "frame \(index)")
        }
        // Pictures that change are told apart, so that the hashes say something.
        #expect(Set(exported.values).count > 4)
    }

    private static let clips = [
        "portrait_720x1280_hevc_aac_5s.ts", "avchd_1080i_h264_ac3_1s.mts", "phone_176x144_mpeg4_amr_5s.3gp",
        "screenrec_60fps_vfr_642x808_4s.mp4", "mediarecorder_vp9_opus_no_duration.webm",
        "iphone_hlg_dv84_rot90_editlist_2.5s.mp4", "editlist_positive_shift_10s.mp4",
        "midstream_resolution_change_2s.mp4", "av1_640x360_noaudio_5s.mkv",
    ]

    @Test(
        "Of real clips, a preview from the middle has the frame of the whole export",
        .enabled(if: Clips.areAvailable, Clips.absence), arguments: clips)
    func equalsExportOfRealClips(name: String) async throws {
        let sample = PreviewSample(path: Clips.path(name), duration: 4)
        let plan = try await sample.plan()
        let exported = try await sample.hashes(plan)
        let last = (exported.keys.max() ?? 0)
        for index in [last / 4, last / 2, last] {
            #expect(
                try await sample.hashes(plan, FrameSelection([index])) == [index: exported[index]],
                "frame \(index)")
        }
    }

    @Test("A preview decodes from the key frame before its moment, not from the clip's beginning")
    func decodesLittle() async throws {
        let plan = try await PreviewSample(path: Fixture.path("flash-beep.mp4"), duration: 15).plan()
        let context = ExportContext.sample(plan, FrameSelection([400]))
        let entry = SeekPoint(context)
        #expect(entry.isShortcut)
        #expect(abs((entry.start ?? 0) - 400.5 / 30) < 0.001)
    }

    @Test("A decoder that has begun too late begins again earlier, and at last where an export does")
    func goesBack() async throws {
        let plan = try await PreviewSample(path: Fixture.path("flash-beep.mp4"), start: 2, duration: 10)
            .plan()
        var entry = SeekPoint(.sample(plan, FrameSelection([60])))
        var starts: [Double?] = []
        repeat {
            starts.append(entry.start)
            #expect(entry.isLate(2.1) == entry.isShortcut)
            #expect(entry.isLate(nil) == entry.isShortcut)
            #expect(!entry.isLate(2.0))
        } while entry.goBack()
        let expected = [4.0, 3.0].map { $0 + 0.5 / 30 } + [2.0]
        #expect(starts.count == expected.count)
        for (start, wanted) in zip(starts, expected) { #expect(abs((start ?? 0) - wanted) < 1e-9) }
    }

    @Test("A moment at the end or beyond is refused with the last one that there is")
    func refusesBeyondEnd() async throws {
        let sample = PreviewSample(path: Fixture.path("chart-exif-1.jpg"), duration: 1)
        let plan = try await sample.plan()
        for seconds in [1.0, 1e300] {
            let error = await #expect(throws: MediaError.self) {
                try await sample.preview(.frame(at: seconds), of: plan)
            }
            #expect(error?.code == .unusableStory)
            #expect(error?.message.contains("its last frame is at 0.97 s") == true, "\(error?.message ?? "")")
        }
    }

    @Test("A clip that ends before it promised has no frame there, and the preview says so")
    func refusesMissingEnd() async throws {
        let sample = PreviewSample(path: Fixture.path("counter-24fps.mp4"), duration: nil)
        var plan = try await sample.plan()
        let frameCount = plan.frameCount
        plan.frameCount += 90
        let error = await #expect(throws: MediaError.self) {
            try await sample.preview(.frame(at: Double(plan.frameCount - 1) / 30), of: plan)
        }
        #expect(error?.code == .unusableStory)
        let duration = (Double(frameCount) / 30).inSeconds
        #expect(error?.message.contains("lasts \(duration)") == true, "\(error?.message ?? "")")
    }

    @Test("A sheet has its tiles evenly over the slide, each the frame of the export")
    func drawsSheet() async throws {
        let sample = PreviewSample(path: Fixture.path("flash-beep.mp4"))
        let plan = try await sample.plan()
        let sheet = try await sample.preview(.sheet(columns: 3, rows: 2), of: plan)
        #expect(sheet.frames.map(\.index) == [5, 15, 25, 35, 45, 55])
        // Tiles of 90 × 160 with 8 pixels around each.
        #expect(sheet.width == 8 + 3 * 98 && sheet.height == 8 + 2 * 168)
        let exported = try await sample.hashes(plan)
        for frame in sheet.frames { #expect(frame.sha256 == exported[frame.index]) }
    }

    @Test("A slide of fewer frames than the sheet has tiles shows each once")
    func drawsSmallSheet() async throws {
        let sample = PreviewSample(path: Fixture.path("chart-exif-1.jpg"), duration: 0.1)
        let plan = try await sample.plan()
        let sheet = try await sample.preview(.sheet(columns: 4, rows: 3), of: plan)
        #expect(sheet.frames.map(\.index) == [0, 1, 2])
        #expect(sheet.width == 8 + 3 * 98 && sheet.height == 8 + 168)
    }

    @Test("Guides redden what is covered and leave the rest as it is, and the hash without them")
    func drawsGuides() async throws {
        let folder = try TemporaryDirectory()
        let sample = PreviewSample(path: Fixture.path("chart-exif-1.jpg"))
        let plan = try await sample.plan()
        func raster(_ zone: SafeZone?) async throws -> (Raster, String?) {
            let preview = try await sample.preview(.frame(at: 1), of: plan, safeZone: zone)
            let path = folder.file("frame.png")
            try Data(preview.png).write(to: URL(filePath: path))
            return (try await FrameGrab.raster(of: path, layout: .rgb), preview.frames.first?.sha256)
        }
        let (bare, hash) = try await raster(nil)
        let (guided, sameHash) = try await raster(PreviewSample.preset.safeZone)
        #expect(hash == sameHash)
        // The canvas is a twelfth of the reference: 20 rows above and below, 10 columns left, none right.
        for (x, y) in [(0..<90, 0..<18), (0..<90, 142..<160), (0..<9, 30..<60)] {
            func redness(_ raster: Raster) -> Double {
                raster.mean(x: x, y: y, sample: 0) - raster.mean(x: x, y: y, sample: 1)
            }
            #expect(redness(guided) > redness(bare) + 25)
        }
        for sample in 0..<3 {
            let (before, after) = (
                bare.mean(x: 20..<90, y: 24..<136, sample: sample),
                guided.mean(x: 20..<90, y: 24..<136, sample: sample)
            )
            #expect(abs(before - after) < 0.5)
        }
    }

    @Test("The PNG file says that it is a preview, and what its colours are")
    func marksPNG() async throws {
        let sample = PreviewSample(path: Fixture.path("chart-exif-1.jpg"))
        let preview = try await sample.preview(.frame(at: 0), of: try await sample.plan())
        #expect(PNGEncoder.software(in: Array(preview.png.prefix(512))) == PreviewPicture.software)
        #expect(preview.png.firstRange(of: Array("sRGB".utf8)) != nil)
        for length in 0..<64 { _ = PNGEncoder.software(in: Array(preview.png.prefix(length))) }
        #expect(PNGEncoder.software(in: Array("GIF89a".utf8)) == nil)
    }
}
