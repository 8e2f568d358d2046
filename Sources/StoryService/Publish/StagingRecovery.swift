internal import Files
internal import Workers

/// Settles what killed runs of the same story have left in the folder.
///
/// If a run died before it began to publish, its parts are removed. If it died later, it left a record of its work and
/// all files for it. This type then finishes the publication, provided that only this program can have made the record
/// (``PublicationRecord``). It never begins one, because only the run that made the story asks whether it may be
/// published.
enum StagingRecovery {
    /// - Parameters:
    ///   - place: where the output appears.
    ///   - kept: folders to keep, because the caller knows their contents.
    static func settle(
        _ names: OutputNames, in place: OutputPlace, state: StateFolder, keeping kept: [PartName] = []
    ) {
        // A folder that other users can write to does not belong to this program.
        guard let output = (try? place.open()) ?? nil, let area = (try? StagingArea.open(in: output)) ?? nil,
            let found = try? area.folder.names()
        else { return }
        let parts = Set(
            found.compactMap { PartName($0) }.filter { $0.isOf(names.stem) }.map { $0.with(.manifest) })
        let key = parts.isEmpty ? nil : PublicationKey.open(in: state)
        for part in parts { settle(part, names, area, key, kept) }
        area.removeIfEmpty()
    }

    /// Removes folders that one run kept for another.
    static func remove(_ kept: Set<PartName>, in place: OutputPlace) {
        guard !kept.isEmpty, let output = (try? place.open()) ?? nil,
            let area = (try? StagingArea.open(in: output)) ?? nil
        else { return }
        for part in kept { area.folder.removeTree(part.with(.directory).fileName) }
        area.removeIfEmpty()
    }

    private static func settle(
        _ part: PartName, _ names: OutputNames, _ area: StagingArea, _ key: PublicationKey?,
        _ kept: [PartName]
    ) {
        // Keep it open while the rest is examined: closing it releases the lock.
        let file: OpenFile?
        do throws(SystemError) {
            file = try area.folder.open(part.fileName)
        } catch {
            guard error.isMissing || error.isOtherKind else { return }
            file = nil
        }
        if let file {
            // Another run is still working on it, or has just settled it.
            guard file.lock() == .taken, (try? file.nameCount()) != 0 else { return }
            if let key, let remains = Remains.read(part, names, area), !remains.settle(key) { return }
        }
        for role in [PartName.Role.former, .record, .commit] {
            area.folder.removeTree(part.with(role).fileName)
        }
        if !kept.contains(part.with(.directory)) { area.folder.removeTree(part.with(.directory).fileName) }
        area.folder.removeTree(part.fileName)
    }
}

/// The remains of a run that had begun to publish.
private struct Remains {
    let part: PartName
    let names: OutputNames
    let area: StagingArea
    let text: [UInt8]
    let manifest: Manifest
    private var output: HeldFolder { area.output }

    /// The largest record to read, in bytes: each file takes some two hundred.
    private static let recordBytes = 1 << 20

    static func read(_ part: PartName, _ names: OutputNames, _ area: StagingArea) -> Remains? {
        guard let text = area.folder.contents(of: part.fileName, limit: Manifest.maximumBytes),
            let manifest = Manifest(json: text, names: names)
        else { return nil }
        return Remains(part: part, names: names, area: area, text: text, manifest: manifest)
    }

    /// Completes the run's publication, or rolls it back. Does nothing if the run had not begun to publish, or if its
    /// record is not from this program.
    ///
    /// - Returns: whether the remains are of no further use.
    func settle(_ key: PublicationKey) -> Bool {
        let subject = PublicationRecord.Subject(part: part, stem: names.stem, output: output, manifest: text)
        guard
            let text = area.folder.contents(of: part.with(.commit).fileName, limit: Self.recordBytes),
            let record = PublicationRecord(text: text, about: subject, key: key),
            let staged = try? area.folder.folder(part.with(.directory).fileName)
        else { return true }
        let former = try? area.folder.folder(part.with(.former).fileName)
        var items: [Publication.Item] = []
        var canFinish = true
        for (part, file) in Staging.items(of: manifest) {
            let content = content(of: part, file, staged, record)
            items.append(Publication.Item(staged: part, file: file, content: content))
            if content == nil { canFinish = false }
        }
        let publication = Publication(
            names, area: area, part: part, staged: staged, former: former, items: items,
            record: record)
        guard canFinish || isCommitted else {
            return (try? area.whileLocked { publication.takeBack() }) != nil
        }
        if !isCommitted, (try? publication.place()) == nil {
            // A failed publication is rolled back and loses its record, unless another run was working on it.
            return ((try? area.folder.entry(part.with(.commit).fileName)) ?? nil) == nil
        }
        guard (try? output.synchronize()) != nil else { return false }
        publication.removeSuperseded()
        return true
    }

    /// Whether the manifest already has its final name.
    private var isCommitted: Bool { output.contents(of: names.manifest, limit: text.count) == text }

    /// The file that has its final name, or that can get it; nil if there is neither.
    private func content(
        of part: StagedFile, _ file: Manifest.File, _ staged: HeldFolder, _ record: PublicationRecord
    ) -> InputFile? {
        if let content = file.unchanged(in: output, as: file.name) { return content }
        let isFree = ((try? output.entry(file.name)) ?? nil) == nil
        guard isFree || record.replaced.contains(file.name) else { return nil }
        return file.unchanged(in: staged, as: part.name)
    }
}
