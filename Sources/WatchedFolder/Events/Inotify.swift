internal import Files
internal import SystemPackage

#if os(Linux)
    internal import Glibc

    /// The kernel's messages about folders.
    ///
    /// Belongs to one thread.
    ///
    /// Corresponds to `inotify(7)`.
    final class Inotify {
        let descriptor: FileDescriptor
        private var folders: [Int32: RelativePath] = [:]
        private var watches: [RelativePath: Int32] = [:]

        init() throws(SystemError) {
            // These flags have the same values as those of open(2): inotify_init(2).
            descriptor = FileDescriptor(rawValue: inotify_init1(O_NONBLOCK | O_CLOEXEC))
            if descriptor.rawValue < 0 {
                throw SystemError(Errno(rawValue: errno), "inotify_init", "inotify")
            }
        }

        deinit { try? descriptor.close() }

        private static let mask = UInt32(
            IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF
                | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW)

        /// Begins to watch a folder, but not its subfolders. Does nothing if the folder is watched already.
        func add(_ folder: RelativePath, at path: String) throws(SystemError) {
            let watch = unsafe inotify_add_watch(descriptor.rawValue, path, Self.mask)
            if watch < 0 { throw SystemError(Errno(rawValue: errno), "inotify_add_watch", path) }
            // A folder that was moved keeps its watch, which is still listed under the folder's former name.
            if let former = folders[watch], former != folder { watches[former] = nil }
            if let former = watches[folder], former != watch { folders[former] = nil }
            folders[watch] = folder
            watches[folder] = watch
        }

        /// Stops watching a folder.
        func remove(_ folder: RelativePath) {
            guard let watch = watches.removeValue(forKey: folder) else { return }
            folders[watch] = nil
            inotify_rm_watch(descriptor.rawValue, watch)
        }

        /// Drains all pending inotify events.
        func hints() -> [FolderHint] {
            var hints: [FolderHint] = []
            // Room for 256 messages with names of usual length. A message with the longest name takes 272 bytes.
            var buffer = [UInt8](repeating: 0, count: 16 << 10)
            while true {
                let count = try? unsafe buffer.withUnsafeMutableBytes { bytes in
                    try unsafe descriptor.read(into: bytes)
                }
                guard let count, count > 0 else { return hints }
                var position = 0
                while position + 16 <= count {
                    let event = Event(buffer, at: position)
                    position += 16 + event.nameLength
                    if let hint = hint(event) { hints.append(hint) }
                }
            }
        }

        /// `struct inotify_event`. Its numbers are in the machine's byte order.
        private struct Event {
            let watch: Int32
            let mask: Int32
            let nameLength: Int
            /// The name without the zeros that pad it; nil if it is empty or not UTF-8.
            let name: String?

            init(_ buffer: [UInt8], at position: Int) {
                func number(_ offset: Int) -> UInt32 {
                    let bytes = buffer[(position + offset)..<(position + offset + 4)]
                    return UInt32(littleEndian: bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) })
                }
                watch = Int32(bitPattern: number(0))
                mask = Int32(bitPattern: number(4))
                nameLength = Int(number(12))
                let start = position + 16
                let bytes = buffer[start..<min(buffer.count, start + nameLength)].prefix { $0 != 0 }
                name = bytes.isEmpty ? nil : String(validating: bytes, as: UTF8.self)
            }

            func has(_ flag: Int) -> Bool { mask & Int32(truncatingIfNeeded: flag) != 0 }
        }

        private func hint(_ event: Event) -> FolderHint? {
            if event.has(Int(IN_Q_OVERFLOW)) { return .overflow }
            guard let folder = folders[event.watch] else { return nil }
            if event.has(Int(IN_IGNORED)) {
                folders[event.watch] = nil
                watches[folder] = nil
                return folder == .root ? .gone : .folder(folder.folder)
            }
            if event.has(Int(IN_UNMOUNT) | Int(IN_DELETE_SELF) | Int(IN_MOVE_SELF)) {
                return folder == .root ? .gone : .folder(folder.folder)
            }
            let isFolder = event.has(Int(IN_ISDIR))
            // A scan of the folder finds names that are not text.
            guard let name = event.name, !isFolder else { return .folder(folder) }
            let path = folder.appending(name)
            if event.has(Int(IN_CLOSE_WRITE) | Int(IN_MOVED_TO)) { return .closed(path) }
            // A new file is worth a look only when its writer closes it. A link is not closed, so the hint comes now.
            return .file(path)
        }
    }
#endif
