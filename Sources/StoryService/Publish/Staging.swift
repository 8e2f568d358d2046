internal import Files
internal import Probing
internal import SystemPackage
internal import Workers

/// The hidden parts of one run, in the staging area of its output folder: the manifest, and the ``StagingDirectory``
/// for the files that the manifest names.
///
/// The manifest's part is made first, holds the run's lock while the run is alive, and is removed last. Parts whose
/// manifest part is unlocked belong to a dead run (``StagingRecovery``).
///
/// Belongs to the task that made it. All calls may block on the file system.
final class Staging {
    let directory: StagingDirectory
    /// The files that the run makes in its directory. No others are published.
    let outputs: StagedOutputs
    let area: StagingArea
    private let names: OutputNames
    private let claim: StagingClaim
    private let key: PublicationKey?
    /// Folders that were missing, the outermost first.
    private let madeFolders: [OutputPlace.MadeFolder]
    private var former: HeldFolder?
    /// Whether at least one file has been published. If so, the folder made for it stays.
    var isPublished = false
    private var isLeft = false

    private var part: PartName { claim.part }

    /// The name of ``directory`` in the staging area.
    var directoryPart: PartName { part.with(.directory) }

    /// The folder where the output will appear.
    var output: HeldFolder { area.output }

    /// Makes the parts, and the output folder if it is missing.
    ///
    /// - Parameters:
    ///   - place: where the output appears.
    ///   - key: nil if no later run may complete this one after a kill.
    static func make(
        _ names: OutputNames, in place: OutputPlace, key: PublicationKey?
    ) throws(MediaError) -> Staging {
        var made: [OutputPlace.MadeFolder] = []
        for _ in 0..<attempts {
            do {
                let (folder, new) = try place.make()
                made += new
                let area = try StagingArea.make(in: folder)
                guard let claim = try StagingClaim.make(of: names.stem, in: area) else { continue }
                return Staging(names, key, area, claim, madeFolders: made)
            } catch let error as SystemError where error.code == .noSuchFileOrDirectory {
                // Another run has found the folder empty and removed it before this run put anything into it.
                continue
            } catch {
                remove(made)
                if let error = error as? StagingArea.Unfit { throw MediaError(error) }
                if let error = error as? SystemError { throw MediaError(writing: error, as: names.folder) }
                throw MediaError(.bug, stage: .publish, file: names.folder, message: "\(error)")
            }
        }
        remove(made)
        throw MediaError(writing: SystemError(.noSuchFileOrDirectory, "open", names.folder), as: names.folder)
    }

    private init(
        _ names: OutputNames, _ key: PublicationKey?, _ area: StagingArea, _ claim: StagingClaim,
        madeFolders: [OutputPlace.MadeFolder]
    ) {
        self.names = names
        self.key = key
        self.area = area
        self.claim = claim
        self.madeFolders = madeFolders
        directory = claim.directory
        outputs = StagedOutputs(in: claim.directory)
    }

    /// How often to make a place again that another run removes at the same moment.
    private static let attempts = 100

    deinit { discard() }

    /// Flushes to the disk everything that will be published. Nothing becomes visible yet.
    ///
    /// This is the slow half of publishing: it takes as long as the disk does.
    ///
    /// - Parameters:
    ///   - replaced: names of files that may be replaced.
    ///   - superseded: files of an earlier story that have no successor.
    /// - Returns: the publication, which gives the files their names.
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
                try area.folder.makeFolder(name, permissions: .ownerReadWriteExecute)
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

    /// Sets a file's final permissions and flushes it to the disk, before its publication.
    ///
    /// - Throws: ``SystemError``, of code `staleNFSFileHandle` if this run did not make the file;
    ///   ``InputFile/NotRegular``.
    func finish(_ file: StagedFile) throws -> InputFile {
        let opened = try directory.open(file)
        guard try outputs[file]?.isSame(as: opened.status()) == true else {
            throw SystemError(.staleNFSFileHandle, "open", opened.path)
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
        let file = try area.folder.create(part.with(.record).fileName, permissions: .ownerReadWrite)
        try file.write(try record.text(about: subject, key: key))
        try file.synchronize()
    }

    /// Waits until the new names are on the disk. Then removes files of an earlier story that have no successor, and
    /// the rest of the hidden parts. Call it after the publication.
    func close(_ publication: Publication) throws(MediaError) {
        isPublished = true
        do {
            try output.synchronize()
        } catch {
            throw MediaError(writing: error, as: names.folder)
        }
        publication.removeSuperseded()
        discard()
        // The story is published in any case. At worst, hidden files reappear after a power cut, and the next run of
        // the same name removes them.
        try? output.synchronize()
    }

    /// Leaves the finished files in their hidden folder, for a later attempt.
    func leave() { isLeft = true }

    /// Removes unpublished files, and the folders that were made for them. May be called at any time, repeatedly.
    func discard() {
        if isLeft { return }
        // The manifest's part goes last: its lock protects the others.
        for role in [PartName.Role.directory, .former, .record, .commit, .manifest] {
            area.folder.removeTree(part.with(role).fileName)
        }
        area.removeIfEmpty()
        if !isPublished { Self.remove(madeFolders) }
    }

    private static func remove(_ folders: [OutputPlace.MadeFolder]) {
        for folder in folders.reversed() { folder.parent.removeEmptyFolder(folder.name) }
    }

    /// Ensures that a power cut cannot take new folders away from the files in them.
    private func synchronizeFolders() throws(SystemError) {
        for folder in madeFolders { try folder.parent.synchronize() }
        try output.synchronize()
    }

    /// Which file gets which name, without the manifest.
    static func items(of manifest: Manifest) -> [(staged: StagedFile, file: Manifest.File)] {
        manifest.slides.enumerated().flatMap { index, slide in
            [
                (.video(slide: index + 1), slide.video),
                (.cover(slide: index + 1), slide.cover.file),
            ]
        }
    }
}
