internal import Synchronization

/// Which files media may be read from.
///
/// An ordinary process opens what it is told to. A confined one can open nothing: its parent has
/// opened its files, and hands over the descriptors with the names by which the story calls them. Both
/// say `MediaFile("IMG_0042.MOV")`; here is decided what that means.
public struct PreopenedFiles: Sendable {
    /// The descriptors by name; nil where a name is a path.
    let descriptors: [String: Int32]?

    private static let ofThisProcess = Mutex(PreopenedFiles(descriptors: nil))

    static var current: PreopenedFiles { ofThisProcess.withLock { $0 } }

    /// From now on, these are the only files from outside: every other name stands for a missing file.
    ///
    /// The descriptors stay open until the process ends, since a file is read by several readers, and
    /// each from its start.
    ///
    /// - Parameter descriptors: open for reading, by the names that the callers of ``MediaFile`` use.
    /// - Precondition: nothing was adopted before; a second table would say that the first was wrong.
    public static func adopt(_ descriptors: [String: Int32]) {
        ofThisProcess.withLock { files in
            precondition(files.descriptors == nil, "files were adopted twice")
            files = PreopenedFiles(descriptors: descriptors)
        }
    }
}
