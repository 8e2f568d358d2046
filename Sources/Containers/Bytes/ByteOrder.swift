/// Which byte of a number comes first.
package enum ByteOrder: Sendable {
    case bigEndian, littleEndian
}
