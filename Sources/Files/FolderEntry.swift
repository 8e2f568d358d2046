package import SystemPackage

/// An entry of a folder. A link counts as a link, not as its target.
package struct FolderEntry: Sendable {
    package enum Kind: Hashable, Sendable {
        case file, folder, link, pipe, socket, device

        init(_ type: FileType) {
            switch type {
            case .regular: self = .file
            case .directory: self = .folder
            case .symbolicLink: self = .link
            case .fifo: self = .pipe
            case .socket: self = .socket
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

    /// The name as it is stored.
    package let storedName: FilePath.Component
    /// Nil if the stored name is not UTF-8.
    package let name: String?
    package let kind: Kind
    package let status: FileStatus

    /// The name, with replacement characters for bytes that are not UTF-8.
    package var repairedName: String { storedName.string }

    init(_ name: FilePath.Component, _ status: Stat) {
        storedName = name
        self.name = String(validating: name)
        kind = Kind(status.type)
        self.status = FileStatus(status)
    }
}
