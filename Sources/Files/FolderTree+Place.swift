#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

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
        var rest: [String] = []
        var current = path
        while true {
            if let status = try? FileSystem.status(of: current), status.isSameFile(as: mine) {
                return .inside(RelativePath(rest.reversed().joined(separator: "/")))
            }
            if current == "/" { break }
            rest.append(Path.name(of: current))
            current = Path.folder(of: current)
        }
        guard let other = try? FileSystem.status(of: path) else { return .outside }
        current = self.path
        while current != "/" {
            current = Path.folder(of: current)
            if let status = try? FileSystem.status(of: current), status.isSameFile(as: other) {
                return .above
            }
        }
        return .outside
    }

    /// Opens the folder itself again.
    package func openSelf() throws(SystemError) -> OpenFile {
        let file = try withFolder(.root) { folder throws(SystemError) in
            let file = unsafe openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            if file < 0 { throw SystemError("open", self.path) }
            return file
        }
        return OpenFile(adopting: file, path: self.path)
    }
}
