package import SystemPackage

extension FilePermissions {
    /// What a new file gets before the user's umask takes its part away: reading and writing for all.
    package static var newFile: FilePermissions { [.ownerReadWrite, .groupReadWrite, .otherReadWrite] }

    /// What a new folder gets before the user's umask takes its part away: everything for all.
    package static var newFolder: FilePermissions {
        [.ownerReadWriteExecute, .groupReadWriteExecute, .otherReadWriteExecute]
    }
}
