internal import Compositing
internal import Conformance
internal import Probing
internal import Story
internal import Transcoding

/// Checks of what a worker says about the files and stories that it has looked at.
extension AnswerCheck {
    func check(_ media: MediaInfo) throws(Violation) {
        let streams = media.streams.indices
        try expect(
            (media.video ?? streams.lowerBound) < max(1, streams.count) && (media.video ?? 0) >= 0
                && (media.audio ?? streams.lowerBound) < max(1, streams.count) && (media.audio ?? 0) >= 0,
            "sent a stream that does not exist")
        try expect(
            media.bytes >= 0 && (media.duration ?? 0) >= 0 && (media.picture?.duration ?? 0) >= 0
                && streams.count <= order.request.limits.streams,
            "sent impossible facts about a file")
    }

    func check(_ inspection: Inspection) throws(Violation) {
        try check(inspection.media)
        for track in [inspection.picture, inspection.sound] {
            guard let track else { continue }
            try expect(
                track.duration >= 0 && track.bytes >= 0 && track.peakBitRate >= 0 && track.longestGroup >= 0,
                "sent impossible facts about a file")
        }
    }

    func check(_ slides: [SlideReview]) throws(Violation) {
        let story = order.request.story
        try expect(
            slides.map(\.slide) == Array(story.slides.indices), "sent slides that are not in the story")
        for review in slides {
            let overlays = story.slides[review.slide].overlays.indices
            try expect(
                review.overlays.allSatisfy { overlays.contains($0.region.overlay) },
                "sent an overlay that is not in the story")
            try expect(review.duration >= 0, "sent an impossible duration")
        }
    }

    func check(_ facts: [OutputFacts]) throws(Violation) {
        try expect(
            order.task == .verify && facts.count == order.outputs.count, "sent a reply that was not asked for"
        )
        for (fact, output) in zip(facts, order.outputs) {
            try expect(
                fact.width == output.plan.canvasWidth && fact.height == output.plan.canvasHeight
                    && fact.frameRate == output.plan.frameRate && fact.frames == output.result.frameCount
                    && fact.bytes >= 0 && fact.keyFrames >= 0 && fact.videoBitRate >= 0,
                "sent facts about an output that was not planned")
        }
    }
}
