internal import Transcoding

/// What gives a story's files their names, everything else having been done.
struct Publication: Sendable {
    let names: OutputNames
    /// Hidden files and what they will be called; the manifest last.
    let parts: [(part: String, name: String)]
    /// Names of files that may be replaced; nothing else ever is.
    let replaced: Set<String>

    /// Makes everything visible. A few calls of the file system, and no waiting for the disk.
    ///
    /// If that fails half-way, what has got its name is taken back.
    func place() throws(MediaError) {
        var placed: [String] = []
        for (part, name) in parts {
            do {
                let mayReplace = replaced.contains(name)
                try Self.place(part, at: names.path(of: name), replacing: mayReplace)
                if !mayReplace { placed.append(name) }
            } catch {
                for name in placed { FileSystem.remove(names.path(of: name)) }
                throw MediaError(writing: error, as: names.path(of: name))
            }
        }
    }

    /// Gives a part its final name, in one step.
    ///
    /// - Parameter replacing: whether a file of that name may lose it; otherwise the call fails
    ///   where there is one.
    static func place(_ part: String, at target: String, replacing: Bool) throws(SystemError) {
        if replacing { return try FileSystem.rename(part, to: target) }
        // rename(2) would replace, and renameat2(2) is Linux's alone; link(2) never does.
        do {
            try FileSystem.link(part, to: target)
        } catch  where error.isUnsupported {
            // A file system without hard links (exFAT): hold the name, then replace our own file.
            _ = try OpenFile(target, for: .creating)
            return try FileSystem.rename(part, to: target)
        }
        FileSystem.remove(part)
    }
}
