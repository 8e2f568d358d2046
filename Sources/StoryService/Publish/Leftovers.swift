/// What runs of the same story that were killed have left in the folder.
///
/// A run that died before its story was whole leaves parts, which are removed. One that died while
/// it published has left a whole manifest: then every file of the story is there, under its own name
/// or as a part, and what is missing is done now.
enum Leftovers {
    static func settle(_ names: OutputNames) {
        let parts = FileSystem.names(in: names.folder).compactMap { PartName($0, stem: names.stem) }
        for (token, parts) in Dictionary(grouping: parts, by: \.token) {
            settle(parts, token, names)
        }
    }

    private static func settle(_ parts: [PartName], _ token: String, _ names: OutputNames) {
        let manifest = PartName(stem: names.stem, token: token, role: .manifest)
        let path = names.path(of: manifest.fileName)
        // Open as long as the rest is looked at: the lock goes with it.
        let file = try? OpenFile(path, for: .reading)
        if let file {
            // Somebody is still working on it.
            guard file.lock() else { return }
            if let manifest = Manifest.read(path) { finish(manifest, token, names) }
        }
        for part in parts where part != manifest { FileSystem.remove(names.path(of: part.fileName)) }
        FileSystem.remove(path)
    }

    /// Goes on where a run stopped publishing; does nothing where that is not possible.
    private static func finish(_ manifest: Manifest, _ token: String, _ names: OutputNames) {
        let earlier = Manifest.read(names.path(of: names.manifest))
        let replaceable = Set(earlier?.files.map(\.name) ?? [])
        var missing: [(part: String, target: String, replaces: Bool)] = []
        for ((role, name), file) in zip(Staging.placements(manifest, names), manifest.files) {
            let target = names.path(of: name)
            if file.isUnchanged(at: target) { continue }
            let part = names.path(of: PartName(stem: names.stem, token: token, role: role).fileName)
            let exists = (try? FileSystem.status(of: target)) ?? nil
            guard file.isUnchanged(at: part), exists == nil || replaceable.contains(name) else { return }
            missing.append((part, target, exists != nil))
        }
        let part = names.path(of: PartName(stem: names.stem, token: token, role: .manifest).fileName)
        missing.append((part, names.path(of: names.manifest), earlier != nil))
        for (part, target, replaces) in missing {
            guard (try? Staging.place(part, at: target, replacing: replaces)) != nil else { return }
        }
        try? OpenFile(names.folder, for: .folder).synchronize()
    }
}
