internal import Dispatch
internal import Files
internal import Synchronization
internal import Threading

/// Reads uploads on two threads of its own: large ones one after the other, and small ones beside them, so
/// that a film delays no photo.
final class HashQueue: Sendable {
    enum Outcome: Sendable {
        case hash(String)
        /// Is not the file any more that was asked for.
        case changed
        case failed(SystemError)
    }

    struct Result: Sendable {
        let path: RelativePath
        let identity: FileIdentity
        let outcome: Outcome
    }

    private let tree: FolderTree
    private let bell: FolderEvents.Bell
    private let cancellation = CancellationToken()
    private let results = Mutex<[Result]>([])
    // Below what users wait for: decoding goes before reading what comes later.
    private let small = DispatchQueue(label: "storymedia.intake.small", qos: .utility)
    private let large = DispatchQueue(label: "storymedia.intake.large", qos: .utility)

    /// Bytes from which on an upload is large. One of fewer is read in less than a second, so many of them
    /// may wait for each other.
    static let largeBytes: Int64 = 256 << 20

    /// - Parameter bell: rung after each result.
    init(_ tree: FolderTree, _ bell: FolderEvents.Bell) {
        self.tree = tree
        self.bell = bell
    }

    /// Stops reading; what is not read has no result.
    func stop() { cancellation.cancel() }

    /// Waits until nothing is being read any more.
    func wait() {
        for lane in [small, large] { lane.sync {} }
    }

    func add(_ path: RelativePath, _ identity: FileIdentity) {
        let lane = identity.bytes < Self.largeBytes ? small : large
        lane.async { [self] in
            guard !cancellation.isCancelled, let outcome = outcome(path, identity) else { return }
            results.withLock { $0.append(Result(path: path, identity: identity, outcome: outcome)) }
            bell.ring()
        }
    }

    /// What has been read since the last call.
    func take() -> [Result] {
        results.withLock { results in
            defer { results = [] }
            return results
        }
    }

    private func outcome(_ path: RelativePath, _ identity: FileIdentity) -> Outcome? {
        do {
            // A pipe or a device may have the name by now; not even opening one is harmless.
            guard let entry = try tree.entry(path), entry.kind == .file,
                FileIdentity(entry.status) == identity
            else { return .changed }
            let file = try tree.open(path)
            let status = try file.status()
            guard status.isRegular, FileIdentity(status) == identity else { return .changed }
            let hash = try FileHash(of: file) { cancellation.isCancelled }
            return FileIdentity(try file.status()) == identity ? .hash(hash.sha256) : .changed
        } catch let error as SystemError {
            return error.isMissing || error.isOtherKind ? .changed : .failed(error)
        } catch {
            return nil
        }
    }
}
