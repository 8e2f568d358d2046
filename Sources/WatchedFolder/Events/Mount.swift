internal import Files
internal import Foundation

/// The file system that a folder is on, as far as it matters to waiting for changes.
enum Mount {
    /// File systems whose other users' changes this machine's kernel does not see, by the names that
    /// the kernel has for them (`/proc/filesystems`); all of FUSE, whose programs may be anything.
    private static let remote: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "ncpfs", "lustre", "virtiofs",
        "vboxsf", "vmhgfs", "prl_fs", "fuse", "fuseblk",
    ]

    /// Whether changes on a file system have to be looked for.
    static func needsPolling(_ type: String) -> Bool {
        remote.contains(type) || type.hasPrefix("fuse.")
    }

    /// The type of the file system with a number of a mount; nil where it is not listed.
    ///
    /// - Parameter table: the text of `/proc/self/mountinfo` (proc_pid_mountinfo(5)): fields divided
    ///   by spaces, the number first, the type behind a lone hyphen.
    static func type(ofMount number: Int, in table: String) -> String? {
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.first.flatMap({ Int($0) }) == number,
                let hyphen = fields.firstIndex(of: "-"), hyphen + 1 < fields.endIndex
            else { continue }
            return String(fields[hyphen + 1])
        }
        return nil
    }

    /// The type of the file system that an open folder is on; nil where the kernel does not say.
    static func type(of descriptor: Int32) -> String? {
        guard let info = try? String(contentsOfFile: "/proc/self/fdinfo/\(descriptor)", encoding: .utf8),
            let line = info.split(separator: "\n").first(where: { $0.hasPrefix("mnt_id:") }),
            let number = Int(line.dropFirst("mnt_id:".count).trimmingCharacters(in: .whitespaces)),
            let table = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
        else { return nil }
        return type(ofMount: number, in: table)
    }
}

extension FolderTree {
    /// The type of the file system that a folder is on; nil where the kernel does not say.
    func fileSystemType(of folder: RelativePath) -> String? {
        try? withFolder(folder) { descriptor throws(SystemError) in Mount.type(of: descriptor) }
    }
}
