internal import Files
internal import Probing
internal import Story
internal import Workers

/// Decides which files of the folder a run may replace, before any work is done.
struct Targets {
    let names: OutputNames
    let output: HeldFolder
    /// The manifest of an earlier run under the same name.
    let earlier: Manifest?

    /// - Parameter output: the folder that the names are in.
    init(_ names: OutputNames, in output: HeldFolder) {
        self.names = names
        self.output = output
        earlier = Manifest.read(names, in: output)
    }

    /// Checks the names of all files that will be published.
    ///
    /// - Returns: the names that exist and may be replaced.
    /// - Throws: ``MediaError`` of code ``MediaError/Code/cannotCreateOutput`` if an existing file is in the way.
    func replaceable(
        slideCount: Int, inputs: [String], overwrites: Bool
    ) throws(MediaError) -> Set<String> {
        var replaceable: Set<String> = []
        for name in names.files(slideCount: slideCount) + [names.manifest] {
            if try isInTheWay(name, inputs, overwrites: overwrites) { replaceable.insert(name) }
        }
        return replaceable
    }

    /// - Returns: whether a file of that name exists and may be replaced.
    private func isInTheWay(
        _ name: String, _ inputs: [String], overwrites: Bool
    ) throws(MediaError) -> Bool {
        let path = names.path(of: name)
        guard let entry = try entry(name) else { return false }
        for input in inputs {
            guard try Self.status(of: input)?.isSameFile(as: entry.status) != true else {
                throw refusal(path, "It is the upload \(input) itself.", [.chooseOtherFolder])
            }
        }
        guard entry.kind == .file || entry.kind == .link else {
            throw refusal(path, "It is \(entry.kind.words).", [.moveAway, .chooseOtherFolder])
        }
        let isOurs =
            name == names.manifest ? earlier != nil : earlier?.files.contains { $0.name == name } == true
        guard overwrites else {
            let origin = isOurs ? ", made from other media or another story, or by another version" : ""
            throw refusal(path, "It exists already\(origin).", [.allowOverwriting, .chooseOtherFolder])
        }
        // A folder of uploads may have a photo of that name, such as a Live Photo's still.
        guard isOurs || !inputs.contains(where: names.isFolder(of:)) else {
            throw refusal(
                path, "It exists already and may be an upload, since storymedia did not make it.",
                [.moveAway, .chooseOtherFolder])
        }
        return true
    }

    private func entry(_ name: String) throws(MediaError) -> FolderEntry? {
        do throws(SystemError) {
            return try output.entry(name)
        } catch {
            throw MediaError(writing: error, as: names.path(of: name))
        }
    }

    private static func status(of path: String) throws(MediaError) -> FileStatus? {
        do throws(SystemError) {
            return try FileSystem.status(of: path)
        } catch {
            throw MediaError(writing: error, as: path)
        }
    }

    /// Files of the earlier story that have no successor, such as the third of three slides.
    func superseded(by manifest: Manifest) -> [Manifest.File] {
        let kept = Set(manifest.files.map(\.name))
        return (earlier?.files ?? []).filter { !kept.contains($0.name) }
    }

    private func refusal(_ path: String, _ message: String, _ remedies: [Remedy.Action]) -> MediaError {
        MediaError(.cannotCreateOutput, stage: .publish, file: path, message: message, remedies: remedies)
    }
}
