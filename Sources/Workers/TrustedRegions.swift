package import Compositing
package import Probing
package import Story
internal import Transcoding

/// What of a slide can be tapped.
///
/// What it is and says, what a tap opens, and when it is seen come from the story. Only where it lies comes from the
/// worker that drew it, since only that knows how large a text became. A worker that was taken over can move a
/// region, and cannot put another link into it.
package struct TrustedRegions {
    package let regions: [HitRegion]

    /// - Throws: ``MediaError`` of code `crashed` where the worker speaks of overlays that are not in the story, or
    ///   leaves one out that it always draws.
    package init(of story: StoryDocument, in made: RenderedSlide) throws(MediaError) {
        var regions: [HitRegion] = []
        var wholes: Set<[Int]> = []
        for region in made.result.overlays {
            let (slide, plan, offset) = try Self.place(of: region, in: made)
            guard story.slides.indices.contains(slide),
                story.slides[slide].overlays.indices.contains(region.overlay)
            else { throw Self.lie(made) }
            let overlay = story.slides[slide].overlays[region.overlay]
            // The first region of an overlay is the whole of it; the others are what its text names.
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

    /// Which slides of the story are in the file, from 0.
    private static func slides(of made: RenderedSlide) -> [Int] {
        made.plan.segments?.map { $0.plan.slide - 1 } ?? [made.source - 1]
    }

    /// Which slide of the story a region belongs to, from 0, how that is planned, and when it begins in the file.
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
                "The process that worked on it has spoken of overlays that are not in the story. The file is "
                + "damaged or made to do harm; nothing was published.")
    }
}
