internal import Files
internal import StoryService

/// Uploads that will not become stories.
extension WatchLoop {
    /// Moves away an entry that is not a file. Neither the entry nor a link's target is ever opened.
    func refuse(_ path: RelativePath, _ entry: FolderEntry) {
        let record = UploadRecord(
            input: path, code: "notAFile",
            message: "It is \(entry.kind.words), not a file. Put the file itself here.")
        refuse(Settling.Item(path, record: record))
    }

    /// Moves away an entry whose name is not text.
    func refuseUnreadable(_ entry: FolderEntry, in folder: RelativePath) {
        let repaired = entry.repairedName
        guard UploadName(repaired) == .upload else { return }
        // The repair may have turned each byte into three.
        let path = folder.appending(SettledName(repaired, number: 1).upload)
        let record = UploadRecord(
            input: path, code: "unreadableName",
            message: "Its name is not valid UTF-8. Rename it and move it back.")
        refuse(Settling.Item(path, storedName: entry.storedName, record: record))
    }

    /// Moves away an upload that has been refused.
    func refuse(_ path: RelativePath) {
        guard case .refused(let record) = ledger[path]?.phase else { return }
        guard let entry = try? tree.entry(path), FileIdentity(entry.status) == ledger[path]?.identity else {
            return
        }
        if refuse(Settling.Item(path, record: record)) { ledger[path] = nil }
    }

    @discardableResult
    private func refuse(_ item: Settling.Item) -> Bool {
        do throws(SystemError) {
            let place = try settling.refuse(item)
            if let record = item.record { report(.refused(item.path, record, place: place)) }
            return true
        } catch {
            if error.isMissing { return true }
            complain(error)
            return false
        }
    }
}
