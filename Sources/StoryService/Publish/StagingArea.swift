internal import Files
internal import Probing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The folder `.storymedia` of an output folder, in which stories are made and from which they get their names.
///
/// On the disk of the output, since names are given by `linkat(2)`; and its owner's alone: others may put what they
/// like into the output folder, but not in here. It is there as long as something is in it.
final class StagingArea: Sendable {
    static let name = ".storymedia"

    let output: HeldFolder
    let folder: HeldFolder

    /// Opens the area, and makes it where it is missing.
    ///
    /// - Throws: ``SystemError``, with `ENOENT` where another run is just removing the output folder; ``Unfit``.
    static func make(in output: HeldFolder) throws -> StagingArea {
        // Another run may remove the area, with nothing in it, between the two calls.
        for _ in 0..<100 {
            do throws(SystemError) {
                try output.makeFolder(name, permissions: 0o700)
            } catch {
                if !error.isExisting { throw error }
            }
            if let area = try open(in: output) { return area }
        }
        throw SystemError(ENOENT, "open", output.path(of: name))
    }

    /// Opens the area.
    ///
    /// - Returns: nil if it is missing.
    /// - Throws: ``SystemError``; ``Unfit``.
    static func open(in output: HeldFolder) throws -> StagingArea? {
        let folder: HeldFolder
        do throws(SystemError) {
            folder = try output.folder(name)
        } catch {
            switch error.code {
            case ENOENT: return nil
            case ENOTDIR, ELOOP: throw Unfit(path: output.path(of: name))
            default: throw error
            }
        }
        guard try folder.isOwnersAlone() else { throw Unfit(path: folder.path) }
        return StagingArea(output, folder)
    }

    private init(_ output: HeldFolder, _ folder: HeldFolder) {
        self.output = output
        self.folder = folder
    }

    /// What has the area's name is no folder of this user's alone.
    struct Unfit: Error {
        let path: String
    }

    /// How long another run may take to give its files their names, which is a few calls of the file system.
    private static let patience = Duration.seconds(2)

    /// Does something that no other run may do in this output folder at the same time.
    ///
    /// - Throws: what `body` throws; ``SystemError`` of code `EAGAIN` where another run does not end.
    func whileLocked<R>(_ body: () throws(SystemError) -> R) throws(SystemError) -> R {
        let end = ContinuousClock.now + Self.patience
        let lock = try output.open(Self.name)
        while lock.lock() == .held {
            guard ContinuousClock.now < end else { throw SystemError(EAGAIN, "flock", folder.path) }
            usleep(5000)
        }
        return try body()
    }

    /// Removes the area if nothing is in it. A run that has opened it and finds it gone makes it anew.
    func removeIfEmpty() { output.removeEmptyFolder(Self.name) }
}

extension MediaError {
    init(_ error: StagingArea.Unfit) {
        self.init(
            .cannotCreateOutput, stage: .publish, file: error.path,
            message: """
                Stories are prepared in this folder, and it is not a folder that belongs to this user and that no \
                other user may write to. Remove it, or name another folder with --output.
                """)
    }
}
