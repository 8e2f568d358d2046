/// What runs of the same story that were killed have left in the folder.
///
/// A run that died before it gave the first file its name leaves parts, which are removed. One that died
/// after that has left a whole manifest: every file of the story is there, under its own name or as a
/// part, and what is missing is done now. Nothing is begun here: whether a story may be published is
/// for whoever made it to ask.
enum Leftovers {
    /// - Parameter kept: workshops that stay, since somebody knows what is in them.
    static func settle(_ names: OutputNames, keeping kept: [Workshop] = []) {
        let parts = FileSystem.names(in: names.folder).compactMap { PartName($0, stem: names.stem) }
        for token in Set(parts.map(\.token)) { settle(token, names, kept) }
    }

    private static func settle(_ token: String, _ names: OutputNames, _ kept: [Workshop]) {
        let path = path(of: .manifest, token, names)
        let workshop = Workshop(folder: self.path(of: .workshop, token, names))
        // Open as long as the rest is looked at: the lock goes with it.
        let file = try? OpenFile(path, for: .reading)
        if let file {
            // Somebody is still working on it.
            guard file.lock() else { return }
            if let manifest = Manifest.read(path) { finish(manifest, path, workshop, names) }
        }
        if !kept.contains(workshop) { FileSystem.removeTree(workshop.folder) }
        FileSystem.remove(path)
    }

    /// Goes on where a run stopped publishing; does nothing where that is not possible.
    private static func finish(
        _ manifest: Manifest, _ manifestPart: String, _ workshop: Workshop, _ names: OutputNames
    ) {
        let earlier = Manifest.read(names.path(of: names.manifest))
        let replaceable = Set(earlier?.files.map(\.name) ?? [])
        var missing: [(part: String, target: String, replaces: Bool)] = []
        var isBegun = false
        for ((part, name), file) in zip(Staging.placements(manifest, in: workshop), manifest.files) {
            let target = names.path(of: name)
            if file.isUnchanged(at: target) {
                isBegun = true
                continue
            }
            let exists = (try? FileSystem.status(of: target)) ?? nil
            guard file.isUnchanged(at: part), exists == nil || replaceable.contains(name) else { return }
            missing.append((part, target, exists != nil))
        }
        guard isBegun else { return }
        missing.append((manifestPart, names.path(of: names.manifest), earlier != nil))
        for (part, target, replaces) in missing {
            guard (try? Publication.place(part, at: target, replacing: replaces)) != nil else { return }
        }
        try? OpenFile(names.folder, for: .folder).synchronize()
    }

    private static func path(of role: PartName.Role, _ token: String, _ names: OutputNames) -> String {
        names.path(of: PartName(stem: names.stem, token: token, role: role).fileName)
    }
}
