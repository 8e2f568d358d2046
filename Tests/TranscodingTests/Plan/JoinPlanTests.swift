import Foundation
import Libav
import Story
import Testing

@testable import Probing
@testable import Transcoding

@Suite struct JoinPlanTests {
    private static func slide(
        _ number: Int, _ kind: MediaInfo.Kind, lasting seconds: Double?, wanted: Double? = nil,
        _ transition: SlideTransition? = nil, start: Double = 0
    ) -> JoinedSlide {
        let info = MediaInfo(
            kind: kind, container: "any", bytes: 1, duration: seconds,
            streams: [StreamInfo(index: 0, medium: .video, isDecodable: true)], video: 0,
            picture: PictureInfo(codedWidth: 1080, codedHeight: 1920, colorimetry: .bt709))
        return JoinedSlide(
            info: info, input: "\(number)",
            options: PlanOptions(preset: .story, start: start, duration: wanted),
            transition: transition, path: "$.slides[\(number - 1)]")
    }

    private static func error(_ slides: [JoinedSlide]) -> MediaError? {
        do throws(MediaError) {
            _ = try ExportPlan.joined(slides, loudness: nil)
            return nil
        } catch {
            return error
        }
    }

    @Test("The file lasts as long as all slides less what transitions share, to the frame")
    func adds() throws {
        let plan = try ExportPlan.joined(
            [
                Self.slide(1, .photo, lasting: nil),
                Self.slide(2, .video, lasting: 4, SlideTransition(.fade, duration: 0.51)),
                Self.slide(3, .photo, lasting: nil, wanted: 2),
            ], loudness: LoudnessTarget())
        let segments = try #require(plan.segments)
        #expect(segments.map(\.start) == [0, 135, 255])
        #expect(segments.map(\.end) == [150, 255, 315])
        #expect(segments.map { $0.transition?.kind } == [nil, .fade, .cut])
        #expect(segments.map(\.overlap) == [0, 15, 0])
        #expect(plan.frameCount == 315 && plan.duration == 10.5)
        #expect(plan.slide == 1 && plan.slideCount == 1)
        #expect(segments.map(\.plan.slide) == [1, 2, 3] && segments[0].plan.slideCount == 3)
        #expect(plan.audio.loudness != nil && segments.allSatisfy { $0.plan.audio.loudness == nil })
        #expect(plan.substitutions.isEmpty)
        let text = try JSONEncoder().encode(plan)
        #expect(try JSONDecoder().decode(ExportPlan.self, from: text) == plan)
    }

    @Test("What is too long is shortened where its length was not given, and the plan says so")
    func shares() throws {
        let plan = try ExportPlan.joined(
            [
                Self.slide(1, .photo, lasting: nil),
                Self.slide(2, .video, lasting: 60, SlideTransition(.slideUp, duration: 0.5)),
                Self.slide(3, .photo, lasting: nil, wanted: 6, SlideTransition(.fade, duration: 1)),
            ], loudness: nil)
        #expect(plan.frameCount == 450)
        #expect(plan.segments?.map(\.plan.frameCount) == [150, 165, 180])
        #expect(
            plan.substitutions == [
                "shortened, so that all slides together last the 15 s that preset story takes: slide 2 to 5.5 s"
            ])
    }

    @Test("Slides that are too long by their own word are refused with what to do")
    func refusesTooLong() throws {
        let error = try #require(
            Self.error((1...3).map { Self.slide($0, .photo, lasting: nil, wanted: 6) }))
        #expect(error.code == .unusableStory)
        #expect(error.message.contains("last 18 s") && error.message.contains("at most 15 s"))
        #expect(error.message.contains("Shorten slides by 3 s"))
    }

    @Test("More slides than there are seconds are refused")
    func refusesTooMany() throws {
        let error = try #require(Self.error((1...16).map { Self.slide($0, .photo, lasting: nil) }))
        #expect(error.message.contains("Leave out slides"))
        #expect(Self.error((1...15).map { Self.slide($0, .photo, lasting: nil) }) == nil)
    }

    @Test("A transition is no longer than either of its slides, and says which is too short")
    func refusesLongTransition() throws {
        let fade = SlideTransition(.fade, duration: 1)
        for (first, second, shorter) in [(0.8, 2.0, 1), (2.0, 0.8, 2)] {
            let error = try #require(
                Self.error([
                    Self.slide(1, .photo, lasting: nil, wanted: first),
                    Self.slide(2, .photo, lasting: nil, wanted: second, fade),
                ]))
            #expect(error.message.contains("$.slides[1].transition.duration"))
            #expect(error.message.contains("slide \(shorter), which lasts 0.8 s"), "\(error.message)")
        }
    }

    @Test("Transitions on both sides of a slide leave each other their time")
    func refusesThreeAtOnce() throws {
        let slides = [1.0, 1.0, 1.0].enumerated().map { index, seconds in
            Self.slide(
                index + 1, .photo, lasting: nil, wanted: seconds,
                index == 0 ? nil : SlideTransition(.fade, duration: index == 1 ? 0.6 : 0.5))
        }
        let error = try #require(Self.error(slides))
        #expect(error.message.contains("$.slides[2].transition.duration"))
        #expect(
            error.message.contains("slide 2 lasts 1 s, of which the transition into it takes 0.6 s"),
            "\(error.message)")
    }

    @Test("The sound goes on behind a cut where the clip does")
    func knowsWhereSoundGoesOn() throws {
        let plan = try ExportPlan.joined(
            [
                Self.slide(1, .video, lasting: 10, wanted: 2, start: 3),
                Self.slide(2, .video, lasting: 10, wanted: 2, start: 8), Self.slide(3, .photo, lasting: nil),
            ], loudness: nil)
        #expect(plan.segments?.map(\.soundGoesOn) == [true, false, false])
    }

    @Test("Every frame of the file is one of a slide or of a transition, in order")
    func coversEveryFrame() throws {
        let plan = try ExportPlan.joined(
            [
                Self.slide(1, .photo, lasting: nil, wanted: 0.2),
                Self.slide(2, .photo, lasting: nil, wanted: 0.2, SlideTransition(.fade, duration: 0.1)),
                Self.slide(3, .photo, lasting: nil, wanted: 0.1),
            ], loudness: nil)
        let segments = try #require(plan.segments)
        #expect(
            (0..<plan.frameCount).map { JoinMoment($0, of: segments) } == [
                .slide(0, frame: 0), .slide(0, frame: 1), .slide(0, frame: 2),
                .transition(into: 1, step: 0, from: 3, to: 0), .transition(into: 1, step: 1, from: 4, to: 1),
                .transition(into: 1, step: 2, from: 5, to: 2), .slide(1, frame: 3), .slide(1, frame: 4),
                .slide(1, frame: 5), .slide(2, frame: 0), .slide(2, frame: 1), .slide(2, frame: 2),
            ])
    }
}
