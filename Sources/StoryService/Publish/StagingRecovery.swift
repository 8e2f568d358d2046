internal import Files
internal import Workers

/// What runs of the same story that were killed have left in the folder.
///
/// A run that died before it began to publish leaves parts, which are removed. One that died after that has left a
/// record of what it was doing and all that it takes, and what is missing is done now, provided that only this
/// program can have made the record (``PublicationRecord``). Nothing is begun here: the run that made the story asks
/// whether it may be published.
enum StagingRecovery {
    /// - Parameters:
    ///   - place: where the output appears.
    ///   - kept: folders that stay, since the caller knows what is in them.
    static func settle(
        _ names: OutputNames, in place: OutputPlace, state: StateFolder, keeping kept: [PartName] = []
    ) {
        // What is not this user's alone is not this program's.
        guard let output = (try? place.open()) ?? nil, let area = (try? StagingArea.open(in: output)) ?? nil,
            let found = try? area.folder.names()
        else { return }
        let parts = Set(
            found.compactMap { PartName($0) }.filter { $0.isOf(names.stem) }.map { $0.with(.manifest) })
        let key = parts.isEmpty ? nil : PublicationKey(in: state)
        for part in parts { settle(part, names, area, key, kept) }
        area.removeIfEmpty()
    }

    /// Removes folders that a run has kept for another one.
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
        // Open as long as the rest is looked at: the lock goes with it.
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
            if let key, let remains = Remains(part, names, area), !remains.settle(key) { return }
        }
        for role in [PartName.Role.former, .record, .commit] {
            area.folder.removeTree(part.with(role).fileName)
        }
        if !kept.contains(part.with(.directory)) { area.folder.removeTree(part.with(.directory).fileName) }
        area.folder.removeTree(part.fileName)
    }
}

/// What a run has left that had begun to publish.
private struct Remains {
    let part: PartName
    let names: OutputNames
    let area: StagingArea
    let text: [UInt8]
    let manifest: Manifest
    private var output: HeldFolder { area.output }

    /// Bytes of a record that is worth reading: each of its files takes some two hundred.
    private static let recordBytes = 1 << 20

    init?(_ part: PartName, _ names: OutputNames, _ area: StagingArea) {
        guard let text = area.folder.contents(of: part.fileName, limit: Manifest.maximumBytes),
            let manifest = Manifest(json: text, names: names)
        else { return nil }
        self.part = part
        self.names = names
        self.area = area
        self.text = text
        self.manifest = manifest
    }

    /// Goes on where the run stopped publishing, or takes back what it did; does nothing where it had not begun, or
    /// its record is not this program's.
    ///
    /// - Returns: whether nothing of what is left is of use any more.
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
            // What could not be finished was taken back, and its record is gone; unless another run was at it.
            return ((try? area.folder.entry(part.with(.commit).fileName)) ?? nil) == nil
        }
        guard (try? output.synchronize()) != nil else { return false }
        publication.removeSuperseded()
        return true
    }

    /// Whether the manifest has its name already.
    private var isCommitted: Bool { output.contents(of: names.manifest, limit: text.count) == text }

    /// The file that has a name, or can get it; nil where neither is so.
    private func content(
        of part: StagedFile, _ file: Manifest.File, _ staged: HeldFolder, _ record: PublicationRecord
    ) -> InputFile? {
        if let content = file.unchanged(in: output, as: file.name) { return content }
        let isFree = ((try? output.entry(file.name)) ?? nil) == nil
        guard isFree || record.replaced.contains(file.name) else { return nil }
        return file.unchanged(in: staged, as: part.name)
    }
}
