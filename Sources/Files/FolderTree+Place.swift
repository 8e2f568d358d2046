internal import SystemPackage

extension FolderTree {
    /// Where another path lies, relative to this folder.
    package enum Place: Hashable {
        case outside
        /// The path contains this folder.
        case above
        case inside(RelativePath)
    }

    /// Compares files, not names, because links and mounts can give a folder several names. A missing path counts as
    /// lying where it would be made.
    ///
    /// - Parameter path: an absolute path.
    package func place(of path: String) -> Place {
        guard let mine = try? status() else { return .outside }
        var rest: [FilePath.Component] = []
        var current = FilePath(path)
        while !Self.leads(current, to: mine) {
            guard let name = current.lastComponent else { return lies(in: path) ? .above : .outside }
            rest.append(name)
            current.removeLastComponent()
        }
        return .inside(RelativePath(FilePath(root: nil, rest.reversed()).string))
    }

    /// Whether another path leads to a folder that contains this one.
    private func lies(in path: String) -> Bool {
        guard let other = try? FileSystem.status(of: path) else { return false }
        var current = FilePath(self.path)
        while current.removeLastComponent() {
            if Self.leads(current, to: other) { return true }
        }
        return false
    }

    private static func leads(_ path: FilePath, to file: FileStatus) -> Bool {
        (try? FileSystem.status(of: path.string))?.isSameFile(as: file) ?? false
    }

    /// Opens the folder itself again.
    package func openSelf() throws(SystemError) -> OpenFile {
        let file = try withFolder(.root) { folder throws(SystemError) in
            try SystemError.naming("open", self.path) { () throws(Errno) in
                try folder.open(".", .readOnly, options: [.directory, .closeOnExec])
            }
        }
        return OpenFile(adopting: file, path: self.path)
    }
}
