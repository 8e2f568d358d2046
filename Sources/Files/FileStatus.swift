internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Identifies one state of one file under one name: moving the file changes it.
///
/// ``FileIdentity`` identifies a state that moving does not change.
package struct FileStatus: Hashable, Sendable {
    package let device: UInt64
    package let inode: UInt64
    package let bytes: Int64
    let modifiedSeconds: Int
    let modifiedNanoseconds: Int
    /// The kernel's time of the last change to the content, names, permissions or times. No program can set it.
    let changedSeconds: Int
    let changedNanoseconds: Int
    package let isRegular: Bool
    package let isFolder: Bool

    init(_ status: Stat) {
        device = UInt64(truncatingIfNeeded: status.deviceID.rawValue)
        inode = UInt64(status.inode.rawValue)
        bytes = status.size
        modifiedSeconds = status.st_mtim.tv_sec
        modifiedNanoseconds = status.st_mtim.tv_nsec
        changedSeconds = status.st_ctim.tv_sec
        changedNanoseconds = status.st_ctim.tv_nsec
        isRegular = status.type == .regular
        isFolder = status.type == .directory
    }

    /// Whether it was changed so recently that another change might not show. The clock of another machine may be
    /// ahead, as for files on a network disk.
    package var isFresh: Bool {
        var now = timespec()
        unsafe _ = clock_gettime(CLOCK_REALTIME, &now)
        return changedSeconds >= now.tv_sec - 2
    }

    /// The time since the last change; nil if that lies in the future by this clock.
    package var age: Duration? {
        var now = timespec()
        unsafe _ = clock_gettime(CLOCK_REALTIME, &now)
        let age =
            Duration.seconds(now.tv_sec - changedSeconds) + .nanoseconds(now.tv_nsec - changedNanoseconds)
        return age < .zero ? nil : age
    }

    /// Whether both are the same file, under any names.
    package func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}
