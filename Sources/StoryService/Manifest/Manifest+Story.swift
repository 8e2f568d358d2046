internal import Files
internal import Foundation
internal import Probing
internal import Story
internal import Transcoding
internal import Workers

extension Manifest {
    /// The manifest of a story that is about to be published.
    init(
        _ request: IngestRequest, slides: [FinishedSlide], verifier: Verifier, names: OutputNames,
        hashes: SourceHashes
    ) throws(MediaError) {
        var described: [Slide] = []
        for (index, finished) in slides.enumerated() {
            var made = finished.slide
            made.result.overlays = try TrustedRegions(of: request.story, in: made).regions
            var video = finished.video
            video.name = names.video(slide: index + 1, of: slides.count)
            var cover = finished.cover
            cover.name = names.cover(slide: index + 1, of: slides.count)
            described.append(
                Slide(
                    input: try hashes.file(at: made.path), video: video,
                    cover: Cover(file: cover, time: made.coverTime), media: made.media,
                    plan: Self.withoutFolder(made.plan), result: made.result, output: finished.facts,
                    verifiedBy: verifier,
                    platforms: PlatformRegions(made.result.overlays),
                    // Notes about the whole story go to its first slide.
                    substitutions: (index == 0 ? request.notes : []) + made.result.substitutions,
                    warnings: made.plan.naming(made.parts?.map(\.media.warnings) ?? [made.media.warnings])
                        + made.result.warnings,
                    segments: try Self.segments(of: made, hashes)))
        }
        let story: JSON
        do {
            story = try JSONDecoder().decode(JSON.self, from: Data(request.story.canonicalJSON.utf8))
        } catch {
            throw MediaError(
                .bug, stage: .publish, file: request.input, message: "The story is not valid JSON: \(error)")
        }
        self.init(
            fingerprint: hashes.fingerprint(of: request).text, story: story, slides: described,
            isDraft: request.isDraft)
    }

    private static func segments(
        of made: RenderedSlide, _ hashes: SourceHashes
    ) throws(MediaError) -> [Segment]? {
        guard let segments = made.plan.segments, let parts = made.parts else { return nil }
        let rate = Double(made.plan.frameRate)
        var described: [Segment] = []
        for (segment, part) in zip(segments, parts) {
            described.append(
                Segment(
                    slide: segment.plan.slide, input: try hashes.file(at: part.path), media: part.media,
                    start: Double(segment.start) / rate, end: Double(segment.end) / rate))
        }
        return described
    }

    /// A manifest travels with its story, so it must not reveal this machine's folders.
    private static func withoutFolder(_ plan: ExportPlan) -> ExportPlan {
        var plan = plan
        plan.input = Path.name(of: plan.input)
        if let src = plan.video.grading.table?.src {
            plan.video.grading.table?.src = Path.name(of: src)
        }
        if case .picture(var picture) = plan.video.background {
            picture.src = Path.name(of: picture.src)
            plan.video.background = .picture(picture)
        }
        for index in plan.audio.tracks.indices {
            plan.audio.tracks[index].path = Path.name(of: plan.audio.tracks[index].path)
        }
        if let segments = plan.segments {
            plan.segments = segments.map { segment in
                var segment = segment
                segment.plan = withoutFolder(segment.plan)
                return segment
            }
        }
        return plan
    }
}

extension IngestEvent.Story {
    init(_ manifest: Manifest, _ names: OutputNames) {
        self.init(
            videos: manifest.slides.map { names.path(of: $0.video.name) },
            covers: manifest.slides.map { names.path(of: $0.cover.file.name) },
            manifest: names.path(of: names.manifest),
            substitutions: Self.unique(manifest.slides.flatMap(\.substitutions)),
            warnings: Self.unique(manifest.slides.flatMap(\.warnings)))
    }

    /// Slides of one clip often have the same sentences.
    private static func unique(_ sentences: [String]) -> [String] {
        var seen: Set<String> = []
        return sentences.filter { seen.insert($0).inserted }
    }
}
