internal import Transcoding

/// Decides which files of the folder a run may replace, before any work is done.
struct Targets {
    let names: OutputNames
    /// The manifest of an earlier run under the same name.
    let earlier: Manifest?

    init(_ names: OutputNames) {
        self.names = names
        earlier = Manifest.read(names.path(of: names.manifest))
    }

    /// Looks at the names of everything that will be published.
    ///
    /// - Returns: the names that exist and may be replaced.
    /// - Throws: ``MediaError`` of code ``MediaError/Code/cannotCreateOutput`` where a file is in the
    ///   way.
    func replaceable(
        slideCount: Int, inputs: [String], overwrites: Bool
    ) throws(MediaError) -> Set<String> {
        var wanted: [String] = []
        for slide in 1...max(1, slideCount) {
            wanted += [names.video(slide: slide, of: slideCount), names.cover(slide: slide, of: slideCount)]
        }
        var replaceable: Set<String> = []
        for name in wanted + [names.manifest] {
            if try isInTheWay(name, inputs, overwrites: overwrites) { replaceable.insert(name) }
        }
        return replaceable
    }

    /// - Returns: whether there is a file of that name, and it may be replaced.
    private func isInTheWay(
        _ name: String, _ inputs: [String], overwrites: Bool
    ) throws(MediaError) -> Bool {
        let path = names.path(of: name)
        guard let status = try Self.status(of: path) else { return false }
        for input in inputs {
            guard try Self.status(of: input)?.isSameFile(as: status) != true else {
                throw refusal(path, "It is the upload \(input) itself. Name another folder with --output.")
            }
        }
        let isOurs =
            name == names.manifest ? earlier != nil : earlier?.files.contains { $0.name == name } == true
        guard overwrites else {
            let origin = isOurs ? ", made from other media, another story or by another version" : ""
            throw refusal(
                path,
                "It exists already\(origin). Ask for --overwrite, or name another folder with --output.")
        }
        // A folder of uploads may hold a photo of that name, such as a Live Photo's still.
        guard isOurs || !inputs.contains(where: names.isFolder(of:)) else {
            throw refusal(
                path,
                """
                It exists already and may be an upload, since storymedia did not make it. Move it away, \
                or name another folder with --output.
                """)
        }
        return true
    }

    private static func status(of path: String) throws(MediaError) -> FileStatus? {
        do throws(SystemError) {
            return try FileSystem.status(of: path)
        } catch {
            throw MediaError(writing: error, as: path)
        }
    }

    /// Removes files of the earlier story that have no successor, such as the third of three slides.
    func removeSuperseded(by manifest: Manifest) {
        let kept = Set(manifest.files.map(\.name))
        for file in earlier?.files ?? [] where !kept.contains(file.name) {
            let path = names.path(of: file.name)
            if file.isUnchanged(at: path) { FileSystem.remove(path) }
        }
    }

    private func refusal(_ path: String, _ message: String) -> MediaError {
        MediaError(.cannotCreateOutput, stage: .publish, file: path, message: message)
    }
}
