/** Whether a host, as a URL writes it, is this machine itself. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|\[::ffff:(127\.[\d.]+|7f[\da-f]{2}:[\da-f]+)\])$/i.test(
    host,
  );
}
