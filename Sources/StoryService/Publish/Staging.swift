internal import Files
internal import Probing
internal import Workers

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The hidden parts of one run, in the staging area of the folder where its output will appear: the manifest, and the
/// ``StagingDirectory`` in which the files that it names are made.
///
/// The manifest's part is made first, holds the run's lock as long as the run lives, and is removed
/// last: parts whose manifest part is not locked belong to a run that has died (``StagingRecovery``).
///
/// Belongs to the task that made it. All calls may block on the file system.
final class Staging {
    let directory: StagingDirectory
    /// The files that are made in it. No others get names.
    let outputs: StagedOutputs
    let area: StagingArea
    private let names: OutputNames
    private let claim: StagingClaim
    private let key: PublicationKey?
    /// Folders that were missing, the outermost first.
    private let madeFolders: [OutputPlace.MadeFolder]
    private var former: HeldFolder?
    /// Whether something has its name, so that the folder stays that was made for it.
    var isPublished = false
    private var isLeft = false

    private var part: PartName { claim.part }

    /// What ``directory`` is called in the staging area.
    var directoryPart: PartName { part.with(.directory) }

    /// The folder where the output will appear.
    var output: HeldFolder { area.output }

    /// Makes the output's folder, if need be, and the parts in it.
    ///
    /// - Parameters:
    ///   - place: where the output appears.
    ///   - key: nil where nothing is to be gone on with if the run is killed.
    init(_ names: OutputNames, in place: OutputPlace, key: PublicationKey?) throws(MediaError) {
        self.names = names
        self.key = key
        var made: [OutputPlace.MadeFolder] = []
        for _ in 0..<Self.attempts {
            do {
                let (folder, new) = try place.make()
                made += new
                let area = try StagingArea.make(in: folder)
                guard let claim = try StagingClaim(of: names.stem, in: area) else { continue }
                self.area = area
                self.claim = claim
                directory = claim.directory
                outputs = StagedOutputs(in: claim.directory)
                madeFolders = made
                return
            } catch let error as SystemError where error.code == ENOENT {
                // Another run has found the folder empty, and removed it, before there was anything in it.
                continue
            } catch {
                Self.remove(made)
                if let error = error as? StagingArea.Unfit { throw MediaError(error) }
                if let error = error as? SystemError { throw MediaError(writing: error, as: names.folder) }
                throw MediaError(.bug, stage: .publish, file: names.folder, message: "\(error)")
            }
        }
        Self.remove(made)
        throw MediaError(writing: SystemError(ENOENT, "open", names.folder), as: names.folder)
    }

    /// How often a place is made anew that another run removes at the same moment.
    private static let attempts = 100

    deinit { discard() }

    /// Brings everything that will be visible to the disk; nothing is visible yet.
    ///
    /// The slow half of publishing: may take as long as the disk needs.
    ///
    /// - Parameters:
    ///   - replaced: names of files that may be replaced.
    ///   - superseded: files of an earlier story that have no successor.
    /// - Returns: what gives everything its name.
    func prepare(
        _ manifest: Manifest, replacing replaced: Set<String> = [],
        superseding superseded: [Manifest.File] = []
    ) throws(MediaError) -> Publication {
        do {
            let text = try manifest.json()
            try claim.file.write(text)
            try claim.file.synchronize()
            let items = try Self.items(of: manifest).map { staged, file in
                Publication.Item(staged: staged, file: file, content: try finish(staged))
            }
            try directory.folder.synchronize()
            if !replaced.isEmpty {
                let name = part.with(.former).fileName
                try area.folder.makeFolder(name, permissions: 0o700)
                former = try area.folder.folder(name)
            }
            let record = PublicationRecord(replaced: replaced, superseded: superseded)
            if let key { try write(record, about: text, key) }
            try area.folder.synchronize()
            try synchronizeFolders()
            return Publication(
                names, area: area, part: part, staged: directory.folder, former: former, items: items,
                record: record)
        } catch let error as SystemError {
            throw MediaError(writing: error, as: names.folder)
        } catch {
            throw MediaError(
                .bug, stage: .publish, file: names.manifest,
                message: "The manifest cannot be written: \(error).")
        }
    }

    /// Brings a file to the disk that will be published, with the permissions that it is to have.
    ///
    /// - Throws: ``SystemError``, with `ESTALE` where the run has not made the file; ``InputFile/NotRegular``.
    func finish(_ file: StagedFile) throws -> InputFile {
        let opened = try directory.open(file)
        guard try outputs[file]?.isSame(as: opened.status()) == true else {
            throw SystemError(ESTALE, "open", opened.path)
        }
        try opened.setPermissions(try claim.file.permissions())
        try opened.synchronize()
        return try InputFile(opened)
    }

    private func write(
        _ record: PublicationRecord, about manifest: [UInt8], _ key: PublicationKey
    ) throws {
        let subject = PublicationRecord.Subject(
            part: part, stem: names.stem, output: output, manifest: manifest)
        let file = try area.folder.create(part.with(.record).fileName, permissions: 0o600)
        try file.write(try record.text(about: subject, key: key))
        try file.synchronize()
    }

    /// To be called when everything has its name: waits until the names are on the disk, and removes what has no
    /// successor of an earlier story, and what is left of the hidden parts.
    func close(_ publication: Publication) throws(MediaError) {
        isPublished = true
        do {
            try output.synchronize()
        } catch {
            throw MediaError(writing: error, as: names.folder)
        }
        publication.removeSuperseded()
        discard()
        // The story is published, whatever becomes of this: after a power cut there would be hidden files again, which
        // only the next run of the same name removes.
        try? output.synchronize()
    }

    /// Leaves what is made in its hidden folder, for a later attempt.
    func leave() { isLeft = true }

    /// Removes what has not been published, and the folders that were made for it. May be called at
    /// any time and again.
    func discard() {
        if isLeft { return }
        // The manifest's part last: its lock protects the others.
        for role in [PartName.Role.directory, .former, .record, .commit, .manifest] {
            area.folder.removeTree(part.with(role).fileName)
        }
        area.removeIfEmpty()
        if !isPublished { Self.remove(madeFolders) }
    }

    private static func remove(_ folders: [OutputPlace.MadeFolder]) {
        for folder in folders.reversed() { folder.parent.removeEmptyFolder(folder.name) }
    }

    /// Not even a power cut takes the new folders away from what is put into them.
    private func synchronizeFolders() throws(SystemError) {
        for folder in madeFolders { try folder.parent.synchronize() }
        try output.synchronize()
    }

    /// Which file gets which name; without the manifest.
    static func items(of manifest: Manifest) -> [(staged: StagedFile, file: Manifest.File)] {
        manifest.slides.enumerated().flatMap { index, slide in
            [
                (.video(slide: index + 1), slide.video),
                (.cover(slide: index + 1), slide.cover.file),
            ]
        }
    }
}
