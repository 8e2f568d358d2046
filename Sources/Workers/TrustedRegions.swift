package import Compositing
package import Probing
package import Story
internal import Transcoding

/// The regions of a slide that can be tapped.
///
/// The story says what a region is, what a tap on it opens, and when it is visible. Only its position comes from the
/// worker that drew it, because only the worker knows how large a text became. A worker that was taken over can move a
/// region, but cannot put another link into it.
package struct TrustedRegions {
    package let regions: [HitRegion]

    /// - Throws: ``MediaError`` of code `crashed` if the worker reports overlays that are not in the story, or leaves
    ///   one out that it always draws.
    package init(of story: StoryDocument, in made: RenderedSlide) throws(MediaError) {
        var regions: [HitRegion] = []
        var wholes: Set<[Int]> = []
        for region in made.result.overlays {
            let (slide, plan, offset) = try Self.place(of: region, in: made)
            guard story.slides.indices.contains(slide),
                story.slides[slide].overlays.indices.contains(region.overlay)
            else { throw Self.lie(made) }
            let overlay = story.slides[slide].overlays[region.overlay]
            // An overlay's first region covers all of it. The others cover what its text names.
            let isWhole = wholes.insert([slide, region.overlay]).inserted
            let content = isWhole ? overlay.content : region.payload
            if !isWhole {
                guard let content, overlay.textEntities.contains(content) else { continue }
            }
            let presence = overlay.presence
            regions.append(
                HitRegion(
                    trusting: region, payload: content,
                    kind: isWhole ? overlay.kind : content?.kind ?? overlay.kind,
                    start: presence.start + offset, end: (presence.end ?? plan.duration) + offset))
        }
        for slide in Self.slides(of: made) where story.slides.indices.contains(slide) {
            for (index, overlay) in story.slides[slide].overlays.enumerated() where overlay.content != nil {
                guard wholes.contains([slide, index]) else { throw Self.lie(made) }
            }
        }
        self.regions = regions
    }

    /// The slides of the story that are in the file, counted from 0.
    private static func slides(of made: RenderedSlide) -> [Int] {
        made.plan.segments?.map { $0.plan.slide - 1 } ?? [made.source - 1]
    }

    /// The slide of the story that a region belongs to, counted from 0, its plan, and its start in the file in seconds.
    private static func place(
        of region: HitRegion, in made: RenderedSlide
    ) throws(MediaError) -> (slide: Int, plan: ExportPlan, offset: Double) {
        guard let segments = made.plan.segments else { return (made.source - 1, made.plan, 0) }
        guard let number = region.slide, let segment = segments.first(where: { $0.plan.slide == number })
        else {
            throw lie(made)
        }
        return (number - 1, segment.plan, Double(segment.start) / Double(made.plan.frameRate))
    }

    private static func lie(_ made: RenderedSlide) -> MediaError {
        MediaError(
            .crashed, stage: .publish, file: made.path,
            message:
                "The worker process sent overlays that are not in the story, or left some out. The file is "
                + "damaged or malicious; nothing was published.")
    }
}
