#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// An entry of a folder. A link counts as a link, not as its target.
package struct FolderEntry: Sendable {
    package enum Kind: Hashable, Sendable {
        case file, folder, link, pipe, socket, device

        init(mode: mode_t) {
            switch mode & S_IFMT {
            case S_IFREG: self = .file
            case S_IFDIR: self = .folder
            case S_IFLNK: self = .link
            case S_IFIFO: self = .pipe
            case S_IFSOCK: self = .socket
            default: self = .device
            }
        }

        /// The kind as words for a person.
        package var words: String {
            switch self {
            case .file: "a file"
            case .folder: "a folder"
            case .link: "a symbolic link"
            case .pipe: "a pipe"
            case .socket: "a socket"
            case .device: "a device"
            }
        }
    }

    /// The name as stored, without the zero at its end.
    package let nameBytes: [UInt8]
    /// Nil if the bytes are not UTF-8.
    package let name: String?
    package let kind: Kind
    package let status: FileStatus

    /// The name, with replacement characters for bytes that are not UTF-8.
    package var repairedName: String { String(decoding: nameBytes, as: UTF8.self) }

    init(nameBytes: [UInt8], mode: mode_t, status: FileStatus) {
        self.nameBytes = nameBytes
        name = String(validating: nameBytes, as: UTF8.self)
        kind = Kind(mode: mode)
        self.status = status
    }
}
