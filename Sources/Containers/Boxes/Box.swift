/// One box of a file of the ISO base media family (ISO/IEC 14496-12, 4.2): MP4, QuickTime, HEIF.
package struct Box: Hashable {
    package let type: FourCC
    /// The offset of its header, in bytes from the start of the file.
    package let start: Int64
    /// The range after its header, cut to the end of the enclosing box or file.
    package let payload: Range<Int64>
    /// Whether it claims to be longer than the enclosing box or file.
    package let isCutOff: Bool
}
