internal import Synchronization

/// The files that media may be read from.
///
/// An ordinary process opens any path that it is given. A confined process can open nothing: its parent opens the
/// files, and hands over the descriptors with the names that the story uses. Both call `MediaFile("IMG_0042.MOV")`;
/// this type decides what that means.
public struct PreopenedFiles: Sendable {
    /// The descriptors by name; nil if names are paths.
    let descriptors: [String: Int32]?

    private static let ofThisProcess = Mutex(PreopenedFiles(descriptors: nil))

    static var current: PreopenedFiles { ofThisProcess.withLock { $0 } }

    /// Makes these the only files from outside: from now on, every other name stands for a missing file.
    ///
    /// The descriptors stay open until the process ends, because several readers read a file, each from its start.
    ///
    /// - Parameter descriptors: open for reading, by the names that the callers of ``MediaFile`` use.
    /// - Precondition: nothing was adopted before; a second table would contradict the first.
    public static func adopt(_ descriptors: [String: Int32]) {
        ofThisProcess.withLock { files in
            precondition(files.descriptors == nil, "files were adopted twice")
            files = PreopenedFiles(descriptors: descriptors)
        }
    }
}
