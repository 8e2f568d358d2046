package import Files
internal import SystemPackage

/// Where output appears: a folder that may not exist yet, and the folder below which no symbolic link may lead to it.
package struct OutputPlace: Hashable, Sendable {
    /// The path as it was given.
    package let path: String
    /// `path` itself or a folder above it, chosen by a user. Links in its own path are followed, but none below it,
    /// where others may make folders. Nil if the user chose `path` itself.
    package let root: String?

    package init(path: String, root: String? = nil) {
        self.path = path
        self.root = root
    }

    /// A missing folder that this type made, and the folder that holds it.
    struct MadeFolder {
        let parent: HeldFolder
        let name: String
    }

    /// Opens the folder.
    ///
    /// - Returns: nil if it is missing.
    package func open() throws(SystemError) -> HeldFolder? {
        do throws(SystemError) {
            guard let root else { return try HeldFolder(path) }
            var folder = try HeldFolder(root)
            for part in try parts(below: root) { folder = try folder.folder(part) }
            return folder
        } catch {
            if error.code == .noSuchFileOrDirectory { return nil }
            throw error
        }
    }

    /// Opens the folder. If it or a folder above it is missing, makes it.
    ///
    /// - Returns: the folder, and the folders that were made, the outermost first.
    func make(permissions: FilePermissions = .newFolder) throws(SystemError) -> (
        folder: HeldFolder, made: [MadeFolder]
    ) {
        var made: [MadeFolder] = []
        guard let root else { return (try Self.make(path, permissions, &made), made) }
        var folder = try HeldFolder(root)
        for part in try parts(below: root) {
            folder = try Self.make(part, in: folder, permissions, &made)
        }
        return (folder, made)
    }

    /// The names of the folders from a root to this one.
    private func parts(below root: String) throws(SystemError) -> [String] {
        guard let parts = Path.parts(of: path, below: root) else {
            throw SystemError(.permissionDenied, "open", path)
        }
        return parts
    }

    private static func make(
        _ path: String, _ permissions: FilePermissions, _ made: inout [MadeFolder]
    ) throws(SystemError) -> HeldFolder {
        do throws(SystemError) {
            return try HeldFolder(path)
        } catch {
            guard error.code == .noSuchFileOrDirectory else { throw error }
        }
        // A path of FilePath ends before a zero.
        if path.utf8.contains(0) { throw SystemError(.invalidArgument, "open", path) }
        let whole = FilePath(path)
        let parent = whole.removingLastComponent()
        guard let name = whole.lastComponent else { throw SystemError(.noSuchFileOrDirectory, "open", path) }
        let folder = try make(parent.isEmpty ? "." : parent.string, permissions, &made)
        // `new/..` exists as soon as `new` does.
        if name.kind != .regular { return try HeldFolder(path) }
        return try make(name.string, in: folder, permissions, &made)
    }

    private static func make(
        _ name: String, in parent: HeldFolder, _ permissions: FilePermissions, _ made: inout [MadeFolder]
    ) throws(SystemError) -> HeldFolder {
        do throws(SystemError) {
            try parent.makeFolder(name, permissions: permissions)
            made.append(MadeFolder(parent: parent, name: name))
        } catch {
            if !error.isExisting { throw error }
        }
        return try parent.folder(name)
    }
}
