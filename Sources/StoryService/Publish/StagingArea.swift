internal import Files
internal import Foundation
internal import Probing
internal import Story
internal import SystemPackage

/// The folder `.storymedia` of an output folder. Stories are made in it and published from it.
///
/// It is on the disk of the output, since `linkat(2)` publishes the files. Only its owner may write to it: others may
/// put files into the output folder, but not in here. It exists only while something is in it.
final class StagingArea: Sendable {
    static let name = ".storymedia"

    let output: HeldFolder
    let folder: HeldFolder

    /// Opens the area. If it is missing, makes it.
    ///
    /// - Throws: ``SystemError`` of code `noSuchFileOrDirectory` if another run is removing the output folder;
    ///   ``Unfit``.
    static func make(in output: HeldFolder) throws -> StagingArea {
        // Another run may remove the empty area between the two calls.
        for _ in 0..<100 {
            do throws(SystemError) {
                try output.makeFolder(name, permissions: .ownerReadWriteExecute)
            } catch {
                if !error.isExisting { throw error }
            }
            if let area = try open(in: output) { return area }
        }
        throw SystemError(.noSuchFileOrDirectory, "open", output.path(of: name))
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
            case .noSuchFileOrDirectory: return nil
            case .notDirectory, .tooManySymbolicLinkLevels: throw Unfit(path: output.path(of: name))
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

    /// The area's name belongs to something other than a folder of this user alone.
    struct Unfit: Error {
        let path: String
    }

    /// How long to wait for another run to publish, which takes a few file system calls.
    private static let patience = Duration.seconds(2)

    /// Runs `body` while no other run does the same in this output folder.
    ///
    /// - Throws: what `body` throws; ``SystemError`` of code `resourceTemporarilyUnavailable` if another run takes too
    ///   long.
    func whileLocked<R>(_ body: () throws(SystemError) -> R) throws(SystemError) -> R {
        let end = ContinuousClock.now + Self.patience
        let lock = try output.open(Self.name)
        while lock.lock() == .held {
            guard ContinuousClock.now < end else {
                throw SystemError(.resourceTemporarilyUnavailable, "flock", folder.path)
            }
            Thread.sleep(forTimeInterval: 0.005)
        }
        return try body()
    }

    /// Removes the area if it is empty. A run that has opened it makes it again.
    func removeIfEmpty() { output.removeEmptyFolder(Self.name) }
}

extension MediaError {
    init(_ error: StagingArea.Unfit) {
        self.init(
            .cannotCreateOutput, stage: .publish, file: error.path,
            message: """
                Stories are prepared in it, so it must be a folder that you own and that no other user may write to.
                """, remedies: [.remove, .chooseOtherFolder])
    }
}
