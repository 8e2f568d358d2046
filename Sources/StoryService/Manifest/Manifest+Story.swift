internal import Foundation
internal import Story
internal import Transcoding

extension Manifest {
    /// What is going to be published.
    init(
        _ request: IngestRequest, slides: [FinishedSlide], names: OutputNames, hashes: SourceHashes
    ) throws(MediaError) {
        var described: [Slide] = []
        for (index, made) in slides.enumerated() {
            let cover: File
            do {
                cover = try File(
                    name: names.cover(slide: index + 1, of: slides.count), at: made.coverPath)
            } catch {
                throw MediaError(
                    .inputOutput, stage: .publish, file: made.coverPath,
                    message: "The cover cannot be read back. Try again.")
            }
            described.append(
                Slide(
                    input: try hashes.file(at: made.slide.path),
                    video: File(
                        name: names.video(slide: index + 1, of: slides.count),
                        bytes: made.output.bytes, sha256: made.output.sha256),
                    cover: Cover(file: cover, time: made.coverTime),
                    media: made.slide.media, plan: Self.withoutFolder(made.slide.plan), result: made.result,
                    output: made.output, substitutions: made.result.substitutions,
                    warnings: made.slide.media.warnings + made.result.warnings))
        }
        let story: JSON
        do {
            story = try JSONDecoder().decode(JSON.self, from: Data(request.story.canonicalJSON.utf8))
        } catch {
            throw MediaError(
                .bug, stage: .publish, file: request.input, message: "The story is not JSON: \(error)")
        }
        self.init(fingerprint: hashes.fingerprint(of: request).text, story: story, slides: described)
    }

    /// Manifests travel with their stories; the folders of the machine are nobody's business.
    private static func withoutFolder(_ plan: ExportPlan) -> ExportPlan {
        var plan = plan
        plan.input = Path.name(of: plan.input)
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

    /// Slides of one clip often say the same.
    private static func unique(_ sentences: [String]) -> [String] {
        var seen: Set<String> = []
        return sentences.filter { seen.insert($0).inserted }
    }
}
