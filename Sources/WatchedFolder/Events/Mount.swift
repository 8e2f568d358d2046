internal import Files
internal import Foundation
internal import SystemPackage

/// The file system of a folder, as far as it decides whether the watch must poll.
enum Mount {
    /// File systems on which this machine's kernel does not see the changes that others make, by the kernel's names for
    /// them (`/proc/filesystems`). All of FUSE is listed, because a FUSE program can do anything.
    private static let remote: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "ncpfs", "lustre", "virtiofs",
        "vboxsf", "vmhgfs", "prl_fs", "fuse", "fuseblk",
    ]

    /// Whether changes on a file system of this type must be polled for.
    static func needsPolling(_ type: String) -> Bool {
        remote.contains(type) || type.hasPrefix("fuse.")
    }

    /// The type of the file system with a given mount number; nil if the table does not list it.
    ///
    /// - Parameter table: the text of `/proc/self/mountinfo` (proc_pid_mountinfo(5)): fields separated by spaces, with
    ///   the number first, and the type after a lone hyphen.
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

    /// The type of the file system that an open folder is on; nil if the kernel does not tell.
    static func type(of descriptor: FileDescriptor) -> String? {
        guard
            let info = try? String(
                contentsOfFile: "/proc/self/fdinfo/\(descriptor.rawValue)", encoding: .utf8),
            let line = info.split(separator: "\n").first(where: { $0.hasPrefix("mnt_id:") }),
            let number = Int(line.dropFirst("mnt_id:".count).trimmingCharacters(in: .whitespaces)),
            let table = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
        else { return nil }
        return type(ofMount: number, in: table)
    }
}

extension FolderTree {
    /// The type of the file system that a folder is on; nil if the kernel does not tell.
    func fileSystemType(of folder: RelativePath) -> String? {
        try? withFolder(folder) { descriptor throws(SystemError) in Mount.type(of: descriptor) }
    }
}
