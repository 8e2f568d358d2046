internal import Transcoding

/// The hidden parts of one run, in the folder where its output will appear: the manifest, and the
/// ``Workshop`` in which a worker makes the files that it names.
///
/// The manifest's part is made first, holds the run's lock as long as the run lives, and is removed
/// last: parts whose manifest part is not locked belong to a run that has died (``Leftovers``).
///
/// Belongs to the task that made it. All calls may block on the file system.
final class Staging {
    let workshop: Workshop
    private let names: OutputNames
    private let token = PartName.randomToken()
    private let lock: OpenFile
    /// Folders that were missing, the outermost first.
    private let madeFolders: [String]
    private var isPublished = false
    private var isLeft = false

    /// Makes the output's folder, if need be, and the parts in it.
    init(_ names: OutputNames) throws(MediaError) {
        self.names = names
        workshop = Workshop(folder: Self.path(names, token, .workshop))
        do {
            madeFolders = try FileSystem.createFolder(names.folder)
        } catch {
            throw MediaError(writing: error, as: names.folder)
        }
        do {
            lock = try OpenFile(Self.path(names, token, .manifest), for: .creating)
            // Nobody else has the file yet; where the file system has no locks, a later run may take
            // this one's parts away, and it fails without publishing.
            _ = lock.lock()
            try FileSystem.createPrivateFolder(workshop.folder)
        } catch {
            FileSystem.remove(Self.path(names, token, .manifest))
            FileSystem.removeEmpty(folders: madeFolders)
            throw MediaError(writing: error, as: names.folder)
        }
    }

    deinit { discard() }

    /// Brings everything that will be visible to the disk; nothing is visible yet.
    ///
    /// The slow half of publishing: may take as long as the disk needs.
    func prepare(_ manifest: Manifest) throws(MediaError) {
        do {
            try lock.write(try manifest.json())
            try lock.synchronize()
            for (part, _) in Self.placements(manifest, in: workshop) {
                try OpenFile(part, for: .reading).synchronize()
            }
            try OpenFile(workshop.folder, for: .folder).synchronize()
            try synchronizeFolder()
        } catch let error as SystemError {
            throw MediaError(writing: error, as: names.folder)
        } catch {
            throw MediaError(
                .bug, stage: .publish, file: names.manifest,
                message: "The manifest cannot be written: \(error).")
        }
    }

    /// What gives everything that was prepared its name.
    ///
    /// - Parameter replaced: names of files that may be replaced.
    func publication(of manifest: Manifest, replacing replaced: Set<String>) -> Publication {
        Publication(
            names: names,
            parts: Self.placements(manifest, in: workshop)
                + [(Self.path(names, token, .manifest), names.manifest)],
            replaced: replaced)
    }

    /// To be called when everything has its name: removes what is left of the hidden parts, and waits
    /// until the names are on the disk.
    func close() throws(MediaError) {
        isPublished = true
        discard()
        do {
            try synchronizeFolder()
        } catch {
            throw MediaError(writing: error, as: names.folder)
        }
    }

    /// Leaves what is made in its hidden folder, for a later attempt.
    func leave() { isLeft = true }

    /// Removes what has not been published, and the folders that were made for it. May be called at
    /// any time and again.
    func discard() {
        if isLeft { return }
        FileSystem.removeTree(workshop.folder)
        FileSystem.remove(Self.path(names, token, .manifest))
        if !isPublished { FileSystem.removeEmpty(folders: madeFolders) }
    }

    private func synchronizeFolder() throws(SystemError) {
        try OpenFile(names.folder, for: .folder).synchronize()
    }

    private static func path(_ names: OutputNames, _ token: String, _ role: PartName.Role) -> String {
        names.path(of: PartName(stem: names.stem, token: token, role: role).fileName)
    }

    /// Which file of a workshop gets which name; without the manifest.
    static func placements(
        _ manifest: Manifest, in workshop: Workshop
    ) -> [(part: String, name: String)] {
        manifest.slides.enumerated().flatMap { index, slide in
            [
                (workshop.path(of: .video(slide: index + 1)), slide.video.name),
                (workshop.path(of: .cover(slide: index + 1)), slide.cover.file.name),
            ]
        }
    }
}
