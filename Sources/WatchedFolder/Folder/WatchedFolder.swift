internal import Files
internal import Jobs
internal import StoryService
internal import SystemPackage

/// The folder that uploads come into, held by this process alone.
///
/// ```
/// DIR/            uploads, and their NAME.story.json (or .yaml)
///   story.json    (or .yaml) the story of all uploads that have none of their own
///   assets/       files that stories use; never uploads
///   done/         uploads whose story was made
///   failed/       uploads that were refused, each with NAME.error.json
///   stories/      stories, unless the options name another folder
/// ```
final class WatchedFolder: Sendable {
    static let done = SettledFolder.done
    static let failed = SettledFolder.failed
    static let assets = RelativePath("assets")
    let tree: FolderTree
    /// The subfolders that hold no uploads.
    let reserved: Set<RelativePath>
    /// Where stories appear, absolute.
    let output: String
    /// The folder that the owner of the watch has chosen: ``output`` or a folder above it. Uploaders can make folders
    /// below it, so no link there is followed.
    private let outputRoot: String
    /// Whether this folder has never been watched before. If so, nothing is known about what disappeared from it, and
    /// it may be the empty mount point of a disk that is not mounted.
    let isNew: Bool
    /// Held as long as this object lives.
    private let lock: WatchLock

    /// - Throws: ``WatchError`` if watching the folder would fail, or would take its own output for uploads.
    init(_ options: WatchOptions) throws(WatchError) {
        let path = Self.absolute(options.folder)
        let output = Self.absolute(options.outputFolder)
        do throws(SystemError) {
            tree = try FolderTree(path)
        } catch {
            throw WatchError(
                .folderMissing, options.folder,
                error.isMissing
                    ? "There is no such folder. Make it, or check the name and whether its disk is mounted."
                    : "It cannot be watched: \(error.text).")
        }
        reserved = try Self.reserved(in: tree, options, output: output)
        if case .inside(let folder) = tree.place(of: output) {
            self.output = tree.absolute(folder)
            outputRoot = tree.path
        } else {
            self.output = output
            outputRoot = output
        }
        guard let lock = WatchLock(on: tree, in: options.state) else {
            throw WatchError(
                .alreadyWatched, options.folder,
                "Another process is already watching it. Stop that process first.")
        }
        self.lock = lock
        do throws(SystemError) {
            isNew = !Self.wasWatched(tree)
            for folder in [Self.done, Self.failed] { try tree.makeFolder(folder) }
        } catch {
            throw WatchError(
                .folderNotWritable, options.folder,
                "Finished uploads cannot be moved out of it (\(error.text)). Make it writable for this user.")
        }
        for folder in [Self.done, Self.failed] where !isOnSameDisk(folder) {
            throw WatchError(
                .folderNotWritable, tree.absolute(folder),
                "It is not a folder, or is on another disk than the watched folder. Put a folder there.")
        }
    }

    /// Whether a folder has been watched before: it contains the folders that a watch makes first.
    static func wasWatched(_ folder: String) -> Bool {
        (try? FolderTree(folder)).map(wasWatched) ?? false
    }

    private static func wasWatched(_ tree: FolderTree) -> Bool {
        [done, failed].allSatisfy { folder in
            ((try? tree.entry(folder)) ?? nil)?.kind == .folder
        }
    }

    private func isOnSameDisk(_ folder: RelativePath) -> Bool {
        guard let entry = try? tree.entry(folder), let mine = try? tree.status() else { return false }
        return entry.kind == .folder && entry.status.device == mine.device
    }

    /// An absolute path, which means the same from any folder.
    static func absolute(_ path: String) -> String {
        FilePath(FileSystem.currentFolder).pushing(FilePath(path)).lexicallyNormalized().string
    }

    /// Finds the folders that must not be taken for uploads. Refuses output and queue locations that could not be told
    /// from uploads.
    private static func reserved(
        in tree: FolderTree, _ options: WatchOptions, output: String
    ) throws(WatchError) -> Set<RelativePath> {
        var reserved: Set<RelativePath> = [done, failed, assets]
        switch tree.place(of: output) {
        case .outside: break
        case .above:
            throw WatchError(
                .wouldLoop, output,
                """
                The output folder contains the watched folder, so stories could be taken for uploads. Name an \
                output folder beside the watched folder, or inside it.
                """)
        case .inside(let folder):
            guard folder != .root else {
                throw WatchError(
                    .wouldLoop, output,
                    "Stories would be taken for uploads. Name another output folder; it may lie inside this one."
                )
            }
            reserved.insert(folder)
        }
        if case .file(let queue)? = options.queue, case .inside(let file) = tree.place(of: absolute(queue)),
            !reserved.contains(where: file.isInside),
            !file.parts.contains(where: { UploadName($0) == .ignored })
        {
            throw WatchError(
                .wouldLoop, queue, "The queue would be taken for an upload. Keep it outside the folder.")
        }
        return reserved
    }

    /// Whether a subfolder may hold uploads.
    func isWatched(_ folder: RelativePath) -> Bool {
        !reserved.contains(folder) && UploadName(folder.name) != .ignored
    }

    /// Where an upload's story appears.
    func outputPlace(for upload: RelativePath) -> OutputPlace {
        let folder = upload.folder
        return OutputPlace(
            path: folder.text.isEmpty ? output : Path.resolve(folder.text, in: output), root: outputRoot)
    }
}
