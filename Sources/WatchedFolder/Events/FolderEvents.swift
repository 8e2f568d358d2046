internal import Files
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Waits for a change in a watched folder. Relies on the kernel's messages where the kernel sees all changes, and on a
/// time limit elsewhere.
///
/// Belongs to one thread, except for ``Bell/ring()``.
final class FolderEvents {
    /// Ends a wait from another thread.
    final class Bell: Sendable {
        fileprivate let reader: FileDescriptor
        private let writer: FileDescriptor

        fileprivate init() throws(SystemError) {
            var ends: [Int32] = [-1, -1]
            if unsafe pipe(&ends) != 0 { throw SystemError(Errno(rawValue: errno), "pipe", "pipe") }
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
            (reader, writer) = (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
        }

        deinit {
            try? reader.close()
            try? writer.close()
        }

        /// Makes the current wait return, or the next one if no wait is in progress.
        func ring() {
            // A full pipe has been rung already.
            _ = try? writer.writeAll([1])
        }

        fileprivate func silence() {
            var buffer = [UInt8](repeating: 0, count: 64)
            while let count = try? unsafe buffer.withUnsafeMutableBytes({ try unsafe reader.read(into: $0) }),
                count == buffer.count
            {}
        }
    }

    let bell: Bell
    private let isForcedToPoll: Bool
    private var modes: [RelativePath: FolderMode] = [:]
    #if os(Linux)
        private var inotify: Inotify?
        /// Why this does not use inotify.
        private var refusal: FolderMode.Reason = .system
    #endif

    /// - Parameter isForcedToPoll: whether to poll even where inotify works.
    init(isForcedToPoll: Bool) throws(SystemError) {
        bell = try Bell()
        self.isForcedToPoll = isForcedToPoll
        #if os(Linux)
            if !isForcedToPoll {
                do throws(SystemError) {
                    inotify = try Inotify()
                } catch {
                    // Usually the limit of instances, fs.inotify.max_user_instances.
                    refusal = .refused(error.text)
                }
            }
        #endif
    }

    /// Whether at least one folder must be polled.
    var isPolling: Bool { modes.values.contains(where: \.isPolling) }

    /// Begins to watch a folder. Scan the folder after this call, never before it: otherwise changes in between are
    /// missed.
    ///
    /// - Returns: how the folder is watched; nil if that has not changed.
    func add(_ folder: RelativePath, in tree: FolderTree) -> FolderMode? {
        let mode = watch(folder, in: tree)
        defer { modes[folder] = mode }
        return modes[folder] == mode ? nil : mode
    }

    private func watch(_ folder: RelativePath, in tree: FolderTree) -> FolderMode {
        if isForcedToPoll { return .polling(.asked) }
        #if os(Linux)
            guard let inotify else { return .polling(refusal) }
            if let type = tree.fileSystemType(of: folder), Mount.needsPolling(type) {
                return .polling(.network(type: type))
            }
            do throws(SystemError) {
                try inotify.add(folder, at: tree.absolute(folder))
                return .events
            } catch {
                return .polling(error.code == .noSpace ? .outOfWatches : .refused(error.text))
            }
        #else
            return .polling(.system)
        #endif
    }

    /// Stops watching a folder and all folders below it.
    func remove(_ folder: RelativePath) {
        for watched in modes.keys where watched.isInside(folder) {
            modes[watched] = nil
            #if os(Linux)
                inotify?.remove(watched)
            #endif
        }
    }

    /// Waits for a change, for a ring of the bell, or until the time is over.
    func wait(atMost limit: Duration) -> [FolderHint] {
        var sources = [pollfd(fd: bell.reader.rawValue, events: Int16(POLLIN), revents: 0)]
        #if os(Linux)
            if let inotify {
                sources.append(pollfd(fd: inotify.descriptor.rawValue, events: Int16(POLLIN), revents: 0))
            }
        #endif
        let milliseconds = max(
            0,
            limit.components.seconds * 1000
                + (limit.components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
        unsafe _ = poll(&sources, nfds_t(sources.count), Int32(clamping: milliseconds))
        bell.silence()
        #if os(Linux)
            return inotify?.hints() ?? []
        #else
            return []
        #endif
    }
}
