internal import Transcoding

/// The hidden files of one run, in the folder where its output will appear.
///
/// The manifest's part is made first, holds the run's lock as long as the run lives, and is removed
/// last: parts whose manifest part is not locked belong to a run that has died (``Leftovers``).
///
/// Belongs to the task that made it. All calls may block on the file system.
final class Staging {
    private let names: OutputNames
    private let token = PartName.randomToken()
    private let lock: OpenFile
    private var roles: [PartName.Role] = []

    /// Makes the folder, if need be, and the manifest's part in it.
    init(_ names: OutputNames) throws(MediaError) {
        self.names = names
        do {
            try FileSystem.createFolder(names.folder)
        } catch {
            throw MediaError(writing: error, as: names.folder)
        }
        let path = Self.path(names, token, .manifest)
        do {
            lock = try OpenFile(path, for: .creating)
        } catch {
            throw MediaError(writing: error, as: names.folder)
        }
        // Nobody else has the file yet; where the file system has no locks, a later run may take
        // this one's parts away, and it fails without publishing.
        _ = lock.lock()
    }

    deinit { discard() }

    /// Makes an empty file for a part of the story.
    ///
    /// - Returns: its path.
    func makePart(_ role: PartName.Role) throws(MediaError) -> String {
        let path = path(of: role)
        do {
            _ = try OpenFile(path, for: .creating)
        } catch {
            throw MediaError(writing: error, as: names.folder)
        }
        roles.append(role)
        return path
    }

    /// Makes everything visible, the manifest last.
    ///
    /// All parts are on the disk before the first of them gets its name. If that fails half-way,
    /// what has got its name is taken back.
    ///
    /// - Parameter replaced: names of files that may be replaced; nothing else ever is.
    func publish(_ manifest: Manifest, replacing replaced: Set<String>) throws(MediaError) {
        let files = Self.placements(manifest, names)
        do {
            try lock.write(try manifest.json())
            try lock.synchronize()
            for (role, _) in files { try OpenFile(path(of: role), for: .reading).synchronize() }
            try synchronizeFolder()
        } catch let error as SystemError {
            throw MediaError(writing: error, as: names.folder)
        } catch {
            throw MediaError(
                .bug, stage: .publish, file: names.manifest,
                message: "The manifest cannot be written: \(error).")
        }

        var placed: [String] = []
        for (role, name) in files + [(.manifest, names.manifest)] {
            do {
                let mayReplace = replaced.contains(name)
                try Self.place(path(of: role), at: names.path(of: name), replacing: mayReplace)
                if !mayReplace { placed.append(name) }
            } catch {
                for name in placed { FileSystem.remove(names.path(of: name)) }
                throw MediaError(writing: error, as: names.path(of: name))
            }
        }
        do {
            try synchronizeFolder()
        } catch {
            throw MediaError(writing: error, as: names.folder)
        }
    }

    /// Removes what has not been published. May be called at any time and again.
    func discard() {
        for role in roles + [.manifest] { FileSystem.remove(path(of: role)) }
        roles = []
    }

    private func synchronizeFolder() throws(SystemError) {
        try OpenFile(names.folder, for: .folder).synchronize()
    }

    private func path(of role: PartName.Role) -> String { Self.path(names, token, role) }

    private static func path(_ names: OutputNames, _ token: String, _ role: PartName.Role) -> String {
        names.path(of: PartName(stem: names.stem, token: token, role: role).fileName)
    }

    /// Which part gets which name; without the manifest.
    static func placements(_ manifest: Manifest, _ names: OutputNames) -> [(PartName.Role, String)] {
        manifest.slides.enumerated().flatMap { index, slide in
            [(.video(slide: index + 1), slide.video.name), (.cover(slide: index + 1), slide.cover.file.name)]
        }
    }

    /// Gives a part its final name, in one step.
    ///
    /// - Parameter replacing: whether a file of that name may lose it; otherwise the call fails
    ///   where there is one.
    static func place(_ part: String, at target: String, replacing: Bool) throws(SystemError) {
        if replacing { return try FileSystem.rename(part, to: target) }
        // rename(2) would replace, and renameat2(2) is Linux's alone; link(2) never does.
        do {
            try FileSystem.link(part, to: target)
        } catch  where error.isUnsupported {
            // A file system without hard links (exFAT): hold the name, then replace our own file.
            _ = try OpenFile(target, for: .creating)
            return try FileSystem.rename(part, to: target)
        }
        FileSystem.remove(part)
    }
}
